/** A Kubernetes object as it stands in a manifest. */
export interface KubernetesObject { apiVersion: string; kind: string; metadata: { name: string; namespace?: string; labels?: Record<string, string> }; spec?: Record<string, unknown> }

type Labels = Record<string, string>;
interface Port { name?: string; containerPort: number; hostPort?: number }
interface Probe { httpGet?: { port: number | string }; tcpSocket?: { port: number | string } }
interface Container {
  name: string; image: string; ports?: Port[]; env?: { name: string; value?: string }[]; livenessProbe?: Probe; readinessProbe?: Probe; startupProbe?: Probe;
  resources?: Record<'requests' | 'limits', Record<string, string> | undefined>; volumeMounts?: { name: string; mountPath: string }[];
  securityContext?: { privileged?: boolean; allowPrivilegeEscalation?: boolean; readOnlyRootFilesystem?: boolean; runAsNonRoot?: boolean; runAsUser?: number; procMount?: string; seccompProfile?: { type: string }; capabilities?: { drop?: string[]; add?: string[] } };
}
interface Pod {
  containers: Container[]; initContainers?: Container[]; hostNetwork?: boolean; hostPID?: boolean; hostIPC?: boolean; serviceAccount?: string; serviceAccountName?: string; affinity?: { podAntiAffinity?: object }; topologySpreadConstraints?: object[];
  volumes?: ({ name: string } & Record<string, unknown>)[]; securityContext?: { runAsNonRoot?: boolean; runAsUser?: number; seccompProfile?: { type: string }; sysctls?: { name: string }[] };
}
interface Deployment { name: string; labels: Labels; selector: Labels; replicas: number; pod: Pod }

/** Sysctls that one pod may set without others noticing, and volumes that reach nothing of the node: both as the Pod Security Standards name them. */
const SAFE_SYSCTLS = new Set(['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range']);
const POD_VOLUMES = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret']);

const fits = (selector: Labels, labels: Labels): boolean => Object.entries(selector).every(([key, value]) => labels[key] === value);

/**
 * What a cluster would refuse or a reviewer would send back, as `check: object` lines. The checks are those that KubeLinter makes by default (its names, v0.7.1:
 * https://pkg.go.dev/golang.stackrox.io/kube-linter@v0.7.1/internal/defaultchecks) and those of the profile "restricted" of the Pod Security Standards
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/) that KubeLinter leaves out, under `restricted-…`.
 */
export function lintKubernetes(objects: readonly KubernetesObject[]): string[] {
  const deployments = objects.filter(({ kind }) => kind === 'Deployment').map(deploymentOf);
  const accounts = new Set(objects.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata.name));
  return [
    ...objects.flatMap((object) => faultsOfObject(object, deployments)),
    ...deployments.flatMap((deployment) => [...faultsOfPod(deployment, accounts), ...[...deployment.pod.containers, ...deployment.pod.initContainers ?? []].flatMap((container) => faultsOfContainer(deployment, container))]),
  ].sort();
}

function deploymentOf({ metadata, spec }: KubernetesObject): Deployment {
  const { replicas = 1, selector, template } = spec as { replicas?: number; selector: { matchLabels: Labels }; template: { metadata: { labels: Labels }; spec: Pod } };
  return { name: metadata.name, labels: template.metadata.labels, selector: selector.matchLabels, replicas, pod: template.spec };
}

/** Lines for the checks that do not hold. */
const failed = (name: string, checks: Record<string, boolean>): string[] => Object.entries(checks).filter(([, holds]) => !holds).map(([check]) => `${check}: ${name}`);

function faultsOfObject({ apiVersion, kind, metadata: { name }, spec }: KubernetesObject, deployments: readonly Deployment[]): string[] {
  const faults = failed(name, { 'no-extensions-v1beta': !apiVersion.startsWith('extensions/') });
  if (kind === 'Service') {
    const { selector, ports } = spec as { selector: Labels; ports: { port: number; targetPort?: number | string }[] };
    const served = deployments.filter(({ labels }) => fits(selector, labels));
    faults.push(...failed(name, {
      'dangling-service': served.length > 0,
      'invalid-target-ports': ports.every(({ port, targetPort = port }) => served.every(({ pod }) => pod.containers.some((container) => hasPort(container, targetPort)))),
    }));
  }
  if (kind === 'PodDisruptionBudget') {
    const { selector, minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = spec as { selector: { matchLabels: Labels }; minAvailable?: number | string; maxUnavailable?: number | string; unhealthyPodEvictionPolicy?: string };
    const kept = deployments.filter(({ labels }) => fits(selector.matchLabels, labels));
    faults.push(...failed(name, {
      // A budget that lets no pod go holds up the drain of a node for ever.
      'pdb-min-available': minAvailable === undefined || (minAvailable !== '100%' && kept.every(({ replicas }) => typeof minAvailable === 'string' || minAvailable < replicas)),
      'pdb-max-unavailable': maxUnavailable === undefined || (maxUnavailable !== 0 && maxUnavailable !== '0%'),
      'pdb-unhealthy-pod-eviction-policy': unhealthyPodEvictionPolicy !== undefined,
    }));
  }
  return faults;
}

function faultsOfPod({ name, labels, selector, replicas, pod }: Deployment, accounts: ReadonlySet<string>): string[] {
  return failed(name, {
    'mismatching-selector': fits(selector, labels),
    'no-anti-affinity': replicas < 2 || pod.affinity?.podAntiAffinity !== undefined || (pod.topologySpreadConstraints ?? []).length > 0,
    'host-network': pod.hostNetwork !== true, 'host-pid': pod.hostPID !== true, 'host-ipc': pod.hostIPC !== true,
    'deprecated-service-account-field': pod.serviceAccount === undefined,
    'non-existent-service-account': accounts.has(pod.serviceAccountName ?? 'default'),
    'sensitive-host-mounts': (pod.volumes ?? []).every((volume) => !('hostPath' in volume)),
    'docker-sock': !JSON.stringify(pod.volumes ?? []).includes('docker.sock'),
    'unsafe-sysctls': (pod.securityContext?.sysctls ?? []).every((sysctl) => SAFE_SYSCTLS.has(sysctl.name)),
    'restricted-volumes': (pod.volumes ?? []).every((volume) => Object.keys(volume).every((key) => key === 'name' || POD_VOLUMES.has(key))),
  });
}

function faultsOfContainer({ name: of, pod }: Deployment, container: Container): string[] {
  const { image, env = [], ports = [], securityContext: own = {}, resources } = container;
  const names = env.map(({ name }) => name);
  const probed = (probe: Probe | undefined): boolean => { const port = (probe?.httpGet ?? probe?.tcpSocket)?.port; return port === undefined || hasPort(container, port); };
  const seccomp = own.seccompProfile?.type ?? pod.securityContext?.seccompProfile?.type;
  return failed(`${of}/${container.name}`, {
    'duplicate-env-var': new Set(names).size === names.length,
    'env-var-secret': env.every(({ name, value }) => value === undefined || !/secret|password|token|_key$/i.test(name)),
    'latest-tag': /:(?!latest$)[\w][\w.-]*$|@sha256:[0-9a-f]{64}$/.test(image),
    'liveness-port': probed(container.livenessProbe), 'readiness-port': probed(container.readinessProbe), 'startup-port': probed(container.startupProbe),
    'ssh-port': ports.every(({ containerPort }) => containerPort !== 22),
    'drop-net-raw-capability': (own.capabilities?.drop ?? []).some((one) => one === 'ALL' || one === 'NET_RAW'),
    'privilege-escalation-container': own.allowPrivilegeEscalation === false,
    'privileged-container': own.privileged !== true,
    'no-read-only-root-fs': own.readOnlyRootFilesystem === true,
    'run-as-non-root': (own.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) === true && (own.runAsUser ?? pod.securityContext?.runAsUser) !== 0,
    'unset-cpu-requirements': resources?.requests?.['cpu'] !== undefined && resources.limits?.['cpu'] !== undefined,
    'unset-memory-requirements': resources?.requests?.['memory'] !== undefined && resources.limits?.['memory'] !== undefined,
    'restricted-capabilities': (own.capabilities?.drop ?? []).includes('ALL') && (own.capabilities?.add ?? []).every((one) => one === 'NET_BIND_SERVICE'),
    'restricted-seccomp': seccomp === 'RuntimeDefault' || seccomp === 'Localhost',
    'restricted-proc-mount': own.procMount === undefined || own.procMount === 'Default',
    'restricted-host-ports': ports.every(({ hostPort }) => hostPort === undefined || hostPort === 0),
  });
}

const hasPort = ({ ports = [] }: Container, port: number | string): boolean => ports.some(({ name, containerPort }) => name === port || containerPort === port);
