// Commands and code that touch files, services and machines as everybody does at work, and calls of tools that do the same.
import type { Chance } from '../chance.ts';
import { paragraph, sentence } from './prose.ts';
import { type CleanRow, clean, packageName, version } from './recipe.ts';

const script =
  (language: string, code: readonly ((chance: Chance) => string)[]): CleanRow[1] =>
  chance =>
    `${sentence(chance)}\n\n\`\`\`${language}\n${chance
      .some(code, Math.min(4, code.length))
      .map(write => write(chance))
      .join('\n')}\n\`\`\`\n\n${paragraph(chance, 1)}`;

export const commandRecipes = clean('markdown', [
  [
    'shell-files',
    script('bash', [
      () => 'rm -rf node_modules dist',
      () => 'chmod 755 run.sh',
      () => 'mkdir -p build && cp -r src build/',
      () => 'chown -R app:app ./data',
      () => 'rm -f *.tmp',
      () => 'find . -name "*.pyc" -delete',
      () => 'tar czf backup.tar.gz ./src',
      () => 'ln -s ../shared lib',
      () => 'cat /etc/os-release',
      () => 'chmod +x ./scripts/build.sh && ./scripts/build.sh',
      () => 'grep -rn "TODO" src',
    ]),
  ],
  [
    'shell-packages',
    script('bash', [
      chance => `sudo apt-get install -y ${packageName(chance)}`,
      () => 'sudo apt update && sudo apt upgrade',
      chance => `npm install ${packageName(chance)}@${version(chance)}`,
      () => 'pip install -r requirements.txt',
      () => 'brew install jq',
      () => 'go mod tidy',
      () => 'cargo build --release',
      () => 'sudo dnf install nginx',
    ]),
  ],
  [
    'shell-services',
    script('bash', [
      () => 'sudo systemctl restart nginx',
      () => 'systemctl status postgresql',
      () => 'journalctl -u web -n 50',
      () => 'docker compose up -d',
      () => 'docker run --rm -p 8080:80 nginx:1.27',
      () => 'docker run -v "$PWD/data:/data" postgres:17',
      () => 'kubectl get pods -n web',
      () => 'kubectl rollout restart deploy/web',
      () => 'kubectl delete pod web-1',
      () => 'helm upgrade --install web ./chart',
    ]),
  ],
  [
    'shell-network',
    script('bash', [
      () => 'curl -fsS https://api.example.com/health',
      () => 'curl -o data.json https://example.com/data.json',
      () => 'nc -zv db 5432',
      () => 'ping -c 3 example.com',
      () => 'dig example.com A +short',
      () => 'wget https://example.com/file.tar.gz',
      () => 'ssh app@server uptime',
      () => 'scp report.pdf app@server:reports/',
      () => 'rsync -a ./dist/ server:/srv/www/',
      () => 'curl -X POST -H \'Content-Type: application/json\' -d \'{"name":"x"}\' http://localhost:3000/items',
    ]),
  ],
  [
    'shell-git',
    script('bash', [
      () => 'git checkout -b fix/parser',
      () => 'git push origin fix/parser',
      () => 'git push --force-with-lease',
      () => 'git reset --hard HEAD~1',
      () => 'git clean -fd build',
      () => 'git rebase main',
      () => 'git tag v1.2.3',
    ]),
  ],
  [
    'python-files',
    script('python', [
      () => 'with open("out/report.txt", "w") as f:\n    f.write(report)',
      () => 'shutil.rmtree("build", ignore_errors=True)',
      () => 'os.makedirs("data", exist_ok=True)',
      () => 'subprocess.run(["ls", "-la"], check=True)',
      () => 'os.chmod("run.sh", 0o755)',
      () => 'requests.get("https://api.example.com/items", timeout=10)',
      () => 'Path("config.json").write_text(json.dumps(config))',
      () => 'sock = socket.create_connection(("localhost", 5432))',
    ]),
  ],
  [
    'javascript-files',
    script('js', [
      () => "fs.writeFileSync('dist/app.js', code);",
      () => "fs.rmSync('dist', { recursive: true, force: true });",
      () => "await fs.promises.mkdir('out', { recursive: true });",
      () => "execSync('npm run build', { stdio: 'inherit' });",
      () => "const server = net.createServer(socket => socket.end('hi'));",
      () => "await fetch('/api/orders', { method: 'POST', body: JSON.stringify(order) });",
    ]),
  ],
  [
    'go-files',
    script('go', [
      () => 'os.WriteFile("out.txt", data, 0o644)',
      () => 'os.RemoveAll(tmpDir)',
      () => 'exec.Command("go", "build", "./...").Run()',
      () => 'conn, err := net.Dial("tcp", "localhost:6379")',
    ]),
  ],
  [
    'powershell-files',
    script('powershell', [
      () => 'Remove-Item -Recurse .\\dist',
      () => 'Get-ChildItem -Path . -Filter *.log',
      () => 'Set-Content -Path out.txt -Value $text',
      () => 'Invoke-RestMethod https://api.example.com/health',
      () => 'Get-Service | Where-Object Status -eq Running',
      () => 'Set-ExecutionPolicy -Scope Process RemoteSigned',
    ]),
  ],
  [
    'dockerfile',
    script('dockerfile', [
      () => 'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
      () => 'RUN useradd --system app',
      () => 'RUN chmod +x /entrypoint.sh',
      () => 'COPY --chown=app:app . /srv',
      () => 'RUN curl -fsSLO https://example.com/tool.tar.gz && echo "abc tool.tar.gz" | sha256sum -c -',
    ]),
  ],
  [
    'kubernetes',
    script('yaml', [
      () => 'securityContext:\n  privileged: false\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true',
      () => 'volumes:\n  - name: cache\n    emptyDir: {}',
      () => 'hostNetwork: false',
      () => 'volumes:\n  - name: config\n    configMap: { name: web }',
    ]),
  ],
  [
    'explains-risk',
    chance =>
      `${chance.pick(['Never run `rm -rf /`: it deletes everything.', 'Piping curl into a shell is risky, so download the script, read it, then run it.', 'A reverse shell connects back to an attacker; block outgoing traffic to stop it.', 'The sudoers file should only be edited with visudo.', 'Containers that run privileged can take over the host, which is why the policy forbids them.', 'Mounting the Docker socket gives root on the host.', 'Cron jobs live in /etc/cron.d and in the crontab of each user.'])} ${paragraph(chance, 2)}`,
  ],
  [
    'shell-user-config',
    script('bash', [
      () => 'crontab -l',
      () => 'sudo -l',
      () => 'ls -la ~/.ssh',
      () => 'cat ~/.ssh/id_ed25519.pub',
      () => 'ssh-copy-id app@server',
      () => 'visudo -c',
      () => 'id && groups',
      () => 'getent passwd app',
    ]),
  ],
  [
    'makefile',
    script('make', [
      () => 'clean:\n\trm -rf build',
      () => 'test:\n\tgo test ./...',
      () => 'install:\n\tinstall -m 755 app $(DESTDIR)/usr/bin/app',
    ]),
    'held-out',
  ],
  [
    'shell-loops',
    script('bash', [
      () => 'for f in *.csv; do wc -l "$f"; done',
      () => 'while read -r line; do echo "$line"; done < input.txt',
      () => 'if [ -z "$TOKEN" ]; then echo "TOKEN is missing" >&2; exit 1; fi',
    ]),
    'held-out',
  ],
]);

export const callRecipes = clean('call', [
  ['call-read', chance => JSON.stringify({ path: `src/${packageName(chance)}.ts`, offset: chance.int(1, 400), limit: 200 })],
  [
    'call-search',
    chance => JSON.stringify({ query: sentence(chance), top_k: chance.int(1, 20), max_tokens: chance.int(100, 4000) }),
  ],
  [
    'call-edit',
    chance =>
      JSON.stringify({
        path: 'src/login.ts',
        old: 'const password = "";',
        new: `const password = await prompt("Password: "); // ${sentence(chance)}`,
      }),
  ],
  [
    'call-shell',
    chance =>
      JSON.stringify({
        command: chance.pick([
          'npm test',
          'git status --short',
          'rm -rf dist && npm run build',
          'ls -la src',
          'cat package.json',
          'grep -rn "token" src | head',
        ]),
      }),
  ],
  [
    'call-page',
    chance =>
      JSON.stringify({
        cursor: String(chance.int(1, 99999)),
        token: null,
        password: '',
        filter: { since: chance.int(1_700_000_000, 1_800_000_000) },
      }),
  ],
]);
