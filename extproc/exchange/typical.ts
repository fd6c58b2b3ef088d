// Texts of the kinds that answers are made of: prose in several languages, code, configuration, documents, logs, tables. A scanner that has
// read them has met what most texts ask it for. Knows nothing of detectors, and has no secret and nobody's data.

const prose = [
  `Sure! Here is how you can set it up. First, make sure that the server is running and that you have access to the project's settings. Then open
the dashboard, choose "Environment", and add the variables that your application needs. You don't have to restart it: changes are picked up within
a minute or two. If something goes wrong, check the logs, look for errors, and try again. I'd recommend keeping a backup; it's quick, and it
helps when you want to go back. Would you like me to explain the differences between both options, or should we move on to the next question?`,
  `However, there are three things worth knowing: (1) requests are limited to 60 per minute; (2) large files (over 25 MB) take longer; (3) every key
has an owner, so please ask before you use one. On Monday, 3 March 2025 at 10:30 UTC, Jane and Bob will join from Vienna and New York. The price
went up by 12.5% to $1,299.99, which is about €1.150. See also RFC 9110, section 8.3, or https://docs.example.org/guide/setup.html?tab=linux#step-2.`,
  `**Note:** passwords, tokens and secrets should never be stored in plain text. Instead, keep them in a vault, and let the service read them when
it starts. Don't log authorization headers, cookies or personal data such as names, phone numbers, birthdays or addresses.`,
  `Gerne! Zuerst öffnest du die Einstellungen und wählst das Projekt aus. Danach können Sie den Schlüssel hinterlegen; das Kennwort bleibt geheim. Für
die Straße, die Hausnummer und die Postleitzahl gibt es eigene Felder. Über Änderungen werden alle Beteiligten täglich um 9 Uhr benachrichtigt.`,
  `Bien sûr ! Voici comment procéder : ouvrez d'abord les paramètres, puis choisissez l'environnement où se trouve votre projet. Le mot de passe n'est
jamais affiché. Il suffit ensuite de vérifier que tout fonctionne, et d'ajouter une adresse si nécessaire. Avez-vous d'autres questions ?`,
  `¡Claro! Primero abre la configuración y elige el proyecto. Después puedes añadir la dirección, el teléfono y la fecha de nacimiento. La contraseña
no se guarda en ningún sitio. Não se esqueça de verificar o código; per favore controlla anche l'indirizzo e la città. Dank je wel, het werkt nu goed.`,
  'Здравствуйте! Откройте настройки, выберите проект и добавьте ключ. Пароль не показывается. 你好,请打开设置并选择项目。设定を開いて、プロジェクトを選んでください。',
];

const code = [
  `import os
from datetime import datetime
import requests

class OrderService:
    """Reads orders and writes reports."""
    def __init__(self, base_url: str, timeout: float = 30.0) -> None:
        self.base_url = base_url.rstrip("/")
        self.session = requests.Session()

    def list(self, user_id: int, *, limit: int = 100) -> list[dict]:
        response = self.session.get(f"{self.base_url}/users/{user_id}/orders", params={"limit": limit}, timeout=self.timeout)
        response.raise_for_status()
        return [order for order in response.json()["items"] if order.get("status") != "cancelled"]

if __name__ == "__main__":
    api_key = os.environ["API_KEY"]
    print(len(OrderService("https://api.example.com").list(42)), datetime.now().isoformat())`,
  `export async function handler(req: Request, res: Response): Promise<void> {
  const { name, email, password } = req.body;
  if (!name || typeof name !== 'string') throw new Error(\`name is required, got \${typeof name}\`);
  const user = await db.users.findOne({ where: { email }, include: ['roles'] });
  const token = import.meta.env.TOKEN ?? config.get('auth.token');
  res.status(201).json({ id: user?.id ?? null, createdAt: now(), ok: true });
}
const router = new Map<string, () => void>([['/health', () => undefined]]);`,
  `func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		log.Printf("ping failed: %v", err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, "ok")
}`,
  `public static void main(String[] args) throws IOException { System.out.println(String.join(", ", List.of("a", "b"))); }
fn main() -> Result<(), Box<dyn Error>> { let mut lines = vec![0u8; 16]; for (i, x) in lines.iter_mut().enumerate() { *x = i as u8; } Ok(()) }
#include <stdio.h>
int main(void) { printf("%d\\n", 0x1f & 7); return 0; }`,
  `SELECT u.id, u.name, COUNT(o.id) AS orders FROM users u LEFT JOIN orders o ON o.user_id = u.id
WHERE u.created_at >= '2025-01-01' AND u.active = TRUE GROUP BY u.id, u.name HAVING COUNT(o.id) > 10 ORDER BY orders DESC LIMIT 20;
INSERT INTO settings (key, value) VALUES ('theme', 'dark'); UPDATE users SET name = 'x' WHERE id = 7;`,
  `#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")" && mkdir -p build logs
npm ci && npm run build -- --mode production
docker build -t web:1.25.3 . && docker run --rm -p 8080:80 -e NODE_ENV=production web:1.25.3
for file in *.log; do grep -c "ERROR" "$file" | sort -nr | head -5; done
curl -fsS http://localhost:8080/health | jq -r '.status'
git checkout -b feature/login origin/main; python3 -m venv .venv; export PATH="$HOME/bin:$PATH"; echo done > /dev/null 2>&1`,
];

const documents = [
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: web
          image: registry.example.com/shop/web:1.25.3
          ports: [{ containerPort: 8080 }]
          env:
            - name: DATABASE_HOST
              value: db.internal
            - name: DATABASE_PASSWORD
              valueFrom: { secretKeyRef: { name: db, key: password } }
          resources: { limits: { cpu: 500m, memory: 256Mi } }`,
  `FROM node:22-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev
USER node
EXPOSE 8080
CMD ["node", "server.js"]
resource "aws_s3_bucket" "assets" { bucket = "shop-assets" tags = { Name = "assets", Team = "web" } }
[server]
host = 0.0.0.0
port = 8080
debug = false
LOG_LEVEL=info
API_URL=https://api.example.com/v1
SECRET_KEY=\${SECRET_KEY}`,
  `{"id": 1042, "object": "order", "status": "paid", "customer": {"name": "Jane Doe", "email": null, "phone": null, "address": {"city": "Vienna", "country": "AT"}},
"items": [{"sku": "A-100", "quantity": 2, "price": 12.5}], "total": 25.0, "currency": "EUR", "created_at": "2025-03-04T05:06:07Z", "active": true,
"url": "https://shop.example.com/orders/1042", "hash": "da39a3ee", "tags": ["new", "gift"], "version": "1.4.2", "token_type": "Bearer", "expires_in": 3600}`,
  `| column | type | description |
| --- | --- | --- |
| id | integer | the primary key |
| user_name | text | what people see |

- [ ] Write the tests
- [x] Read *the guide* and \`npm install --save-dev typescript\`

> Quoted: "Yes," she said, "it works."

1. Open the settings (Ctrl+,).
2. Search for __format on save__.`,
  `2025-03-04T05:06:07.123Z INFO  [http-nio-8080-exec-1] c.e.shop.OrderController - GET /api/v1/orders/1042 200 35ms user=42 trace=4bf92f35
Mar  4 05:06:07 web-1 nginx[812]: 10.0.0.12 - - [04/Mar/2025:05:06:07 +0000] "POST /login HTTP/1.1" 302 0 "-" "Mozilla/5.0 (X11; Linux x86_64)"
WARN retrying in 250 ms (attempt 2 of 5): connection refused; key=orders:1042 session expired
Traceback (most recent call last):
  File "/app/main.py", line 12, in <module>
ValueError: invalid literal for int() with base 10: 'abc'
    at Object.<anonymous> (/app/src/index.js:3:9)
<div class="card"><a href="/about">About us</a> &amp; <img src="logo.png" alt="Logo"></div>
commit 9fceb02d0ae598e95dc970b74767f19372d61af8
Authorization: Bearer <token>
Content-Type: application/json; charset=utf-8
Cookie: theme=dark`,
];

export const typicalTexts: readonly string[] = [...prose, ...code, ...documents];

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const hex = '0123456789abcdef';

/** Letters and digits as if made by chance, in which anything may seem to begin: embeddings, images, digests, identifiers. */
export const opaqueTexts: readonly string[] = [
  ...Array.from({ length: 12 }, (_, at) => digits(base64, 256, at)),
  ...Array.from({ length: 4 }, (_, at) => [64, 40, 32, 12, 8].map(length => digits(hex, length, at)).join(' ')),
  Array.from({ length: 24 }, (_, at) => `0.0${digits('0123456789', 12, at)}`).join(', -'),
];

/** The same on each start. */
function digits(alphabet: string, length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return alphabet[Math.floor((state / 2 ** 32) * alphabet.length)];
  }).join('');
}
