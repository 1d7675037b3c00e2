/**
 * Given on the server's command line at every start, so that a newer version of claque changes them without touching the cluster.
 * Sized for a machine with 2 cores and 2 GB that also crawls. Durability is PostgreSQL's default: fsync and synchronous_commit stay on.
 */
export function serverSettings(port: number): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    // No socket file: nothing depends on a folder that both accounts can write, nor on the length of its path.
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    random_page_cost: '1.1',
    // Bounds the time of recovery after a crash as well as the disk.
    max_wal_size: '512MB',
    // Parallel workers share memory through /dev/shm, which a container caps at 64 MB.
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    jit: 'off',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_checkpoints: 'off',
    log_min_messages: 'warning',
    // Statements hold what was crawled: they stay out of the log.
    log_min_error_statement: 'panic',
    log_line_prefix: '%m [%p] ',
    tcp_keepalives_idle: 60,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
