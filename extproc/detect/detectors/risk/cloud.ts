// Powers over a whole account or cluster that are given away: administrator policies, statements that allow everything, cluster-admin.
import { textOf } from '../define.ts';
import { type Form, gap, lineOf, rest, stop } from './line.ts';

const re = String.raw;
const administrators = re`(?:AdministratorAccess|IAMFullAccess)${stop}`;
const key = re`\\?["']?\s{0,8}[:=]\s{0,8}`;
const everything = re`(?:\[\s{0,40})?\\?["']\*\\?["'](?:\s{0,40}\])?`;
const ownerRoles = re`(?:owner|iam\.(?:securityAdmin|organizationRoleAdmin|serviceAccountTokenCreator|serviceAccountKeyAdmin))\b`;

export const cloudIamEscalation: readonly Form[] = [
  {
    pattern: re`\baws${gap}iam${gap}(?:create-(?:access-key|login-profile)|update-login-profile|put-(?:user|role|group)-policy|update-assume-role-policy|add-user-to-group)\b`,
    accept: () => 0.5,
  },
  re`:policy/${administrators}`,
  re`\b(?:fromAwsManagedPolicyName|from_aws_managed_policy_name)\([ \t]*["']${administrators}`,
  {
    pattern: re`\b[aA]ctions?${key}(?:\[\s{0,40})?\\?["'](?:\*|iam:\*|\*:\*)\\?["'](?:\s{0,40}\])?(?:,|\\n|\s){1,40}\\?["']?[rR]esources?${key}${everything}`,
    context: 128,
    accept: (_, before) => !/Deny[^{}]*$/.test(textOf(before)),
  },
  {
    pattern: re`\bcluster-admin\b`,
    context: 64,
    accept: (_, before) =>
      /(?:--clusterrole[ =]|^\s*(?:-[ \t]+)?\\?["']?name\\?["']?[ \t]*[:=][ \t]*)\\?["']?$/.test(lineOf(textOf(before))),
  },
  re`\b(?:resources:[ \t]*\[?[ \t]*["']?\*["']?[ \t]*\]?|resources:\s{1,40}-[ \t]*["']\*["'])\s{1,40}verbs:[ \t]*(?:\[[ \t]*["']\*|\s{1,40}-[ \t]*["']\*)`,
  {
    pattern: re`\broles/${ownerRoles}`,
    context: 64,
    accept: (_, before) => /(?:--role[ =]|\brole\s*[:=]\s*|roles?\s*[:=]\s*\[?\s*)["']?$/.test(lineOf(textOf(before))),
  },
  re`\baz${gap}role${gap}assignment${gap}create\b${rest}--role[ =]["']?(?:Owner|User Access Administrator)\b|\brole_definition_name[ \t]*=[ \t]*"(?:Owner|User Access Administrator)"`,
];
