import { miss } from '../sample.ts';
import { line, type RiskSamples } from './line.ts';

const arn = ['arn:aws:iam::aws', 'policy/AdministratorAccess'].join(':');

export const cloudSamples: readonly RiskSamples[] = [
  {
    detector: 'cloud-iam-escalation',
    hits: [
      line('a command', `aws iam attach-user-policy --user-name me --policy-arn ${arn}`),
      line('Terraform', `policy_arn = "${arn}"`),
      line('Python', `iam.attach_role_policy(RoleName="x", PolicyArn="${arn}")`),
      line('TypeScript', `ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')`),
      line('Go', `PolicyArn: aws.String("${arn}"),`),
      line('a statement', '{"Effect": "Allow", "Action": "*", "Resource": "*"}'),
      line('a statement in a list', '"Action": ["iam:*"], "Resource": ["*"]'),
      line('a statement of Terraform', 'actions = ["*"] resources = ["*"]'),
      line('a cluster', 'kubectl create clusterrolebinding x --clusterrole=cluster-admin --serviceaccount=default:default'),
      line('a binding', '  name: cluster-admin'),
      line('a project', 'gcloud projects add-iam-policy-binding x --member=user:me --role=roles/owner'),
      line('a project by Terraform', '  role = "roles/owner"'),
      line('a key for somebody', 'aws iam create-access-key --user-name admin'),
      line('Azure', 'az role assignment create --assignee x --role Owner --scope y'),
      line('PowerShell', `Register-IAMRolePolicy -RoleName x -PolicyArn ${arn}`),
    ],
    misses: [
      miss('a policy for reading', 'policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"'),
      miss('a statement that denies', '{"Effect": "Deny", "Action": "*", "Resource": "*"}'),
      miss('a narrow statement', '"Action": ["s3:GetObject"], "Resource": "*"'),
      miss('prose', 'Few people need AdministratorAccess or cluster-admin; roles/owner is too much.'),
      miss('a smaller role', 'kubectl create rolebinding x --clusterrole=view; role = "roles/viewer"'),
      miss('a list', 'aws iam list-attached-user-policies --user-name me'),
    ],
  },
];
