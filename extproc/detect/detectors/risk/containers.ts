// Containers that are no boundary any more: privileged ones, those that have the host's root, processes or devices, and those that can
// tell the container runtime what to do. In commands, manifests, compose files, Terraform and programs.
import { textOf } from '../define.ts';
import { type Form, gap, lineOf, rest, words } from './line.ts';

const re = String.raw;
/** Of a key in YAML, JSON, HCL or a program: the end of its name, and what stands before its value. */
const is = re`\\?["']?[ \t]{0,8}[:=][ \t]{0,8}\\?["']?`;
/** Folders of the host that are as good as the host. */
const hostFolder = re`/(?:etc|root|home|proc|sys|dev|boot|usr|lib|run|var|var/run|var/lib/(?:kubelet|docker|containerd)|mnt/host)?/?`;

const powers = re`(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH)\b`;

export const privilegedContainer: readonly Form[] = [
  re`\bkubectl${gap}${words}(?:run|debug)\b[^\n|;&]*?(?:[ \t]--privileged(?:[ \t\r\n]|=true|\z)|--profile[ =]sysadmin)`,
  {
    pattern: re`-[ \t]+["']?/(?:etc|root|proc|sys|dev|boot|usr|home)?/?:/\w`,
    context: 32,
    accept: (_, before) => /^[ \t]*$/.test(lineOf(textOf(before))),
  },
  re`\b(?:docker|podman|nerdctl)${gap}[^\n;|&]*?\b(?:run|create|exec|compose)\b${rest}[ \t"'](?:--privileged(?:[ \t"'\\,]|=true)|--cap-add[ \t=]["']?${powers}|--(?:pid|ipc|userns|uts)[ \t=]["']?host\b|--security-opt[ \t=]["']?(?:seccomp|apparmor|label)[=:](?:unconfined|disable)|--device[ \t=]["']?/dev/(?:[sv]d|xvd|nvme|mem|kmsg))`,
  re`[ \t"'](?:-v|--volume)(?:${gap}|=)["']?(?:/(?:etc|root|proc|sys|dev|boot|usr|home)?/?|\$HOME/?|~/?):/`,
  re`[ \t"']--mount(?:${gap}|=)[^\n ]*?(?:source|src)=/(?:etc|root|proc|sys|dev|boot|usr|home)?/?,`,
  re`\b(?:nsenter${gap}[^\n;|&]*?(?:-t|--target)[ \t=]?1\b|chroot${gap}["']?/(?:host|mnt|rootfs)\b)`,
  {
    pattern: re`\b(?:privileged|Privileged|allowPrivilegeEscalation|host(?:PID|IPC)|Host(?:PID|IPC)|host_pid|host_ipc)${is}(?:[tT]rue\b)`,
    context: 64,
    accept: isSetting,
  },
  { pattern: re`\b(?:pid|ipc|userns_mode)${is}host\b`, context: 64, accept: isSetting },
  re`\b(?:cap_add|capAdd|CapAdd|add)${is}(?:\[\s{0,8}|\s{1,40}-[ \t]*)\\?["']?${powers}`,
  re`\bhostPath:\s{1,40}(?:type:[ \t]*\w*\s{1,40})?path:[ \t]*["']?${hostFolder}["']?[ \t]*[\r\n},]`,
  re`\b(?:hostPath["']?[ \t]*:[ \t]*\{[^\n}]*?path["']?|host_path[ \t]*(?:\{\s{1,40}path)?)[ \t]*[:=][ \t]*["']?${hostFolder}(?:["'](?:[ \t]|\z)|["']?[ \t]*[\r\n},])`,
];

export const weakContainer: readonly Form[] = [
  { pattern: re`\b(?:runAsUser|run_as_user)${is}0\b`, context: 64, accept: isSetting },
  { pattern: re`\b(?:host(?:Network)|host_network)${is}true\b`, context: 64, accept: isSetting },
  { pattern: re`\b(?:runAsNonRoot|run_as_non_root)${is}false\b`, context: 64, accept: isSetting },
];

const socket = re`/run/(?:docker|containerd/containerd|crio/crio|podman/podman)\.sock`;

export const dockerSocket: readonly Form[] = [
  re`${socket}(?::/|["']:[ \t]?\{|["'\`}\w$]{1,16}:/)`,
  re`\b(?:path|host_path|source|src|hostPath)\\?["']?[ \t]*[:=][ \t]*\\?["']?/(?:var/)?run/(?:docker|containerd/containerd|crio/crio)\.sock`,
  re`--unix-socket[ \t=]+["']?/(?:var/)?run/(?:docker|containerd/containerd)\.sock`,
  re`\b(?:dockerd|docker|podman)\b[^\n|;&]*?(?:-H|--host)[ \t=]*["']?tcp://(?:0\.0\.0\.0|\[?::\]?|\*)?:[0-9]`,
  re`\b(?:chmod|chown)${gap}[^\n;|&]*?/run/docker\.sock`,
];

/** A key with its value, on a line of its own or among others: not a word of a sentence, nor a field of a program's own. */
function isSetting(_: Uint8Array, before: Uint8Array): boolean {
  return /(?:^|[{,([]|\\n|\\t)[ \t]*(?:[-+][ \t]+)*\\?["']?$/.test(lineOf(textOf(before)));
}
