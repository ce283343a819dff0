using System.Diagnostics;

namespace Cypp.Benchmarks.Peers;

/// <summary>nginx as a plain proxy: one worker, connections to the backend kept, no log. Its one process is the worker.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process _process;

    private Nginx(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public static Nginx Start(string directory, int port, Uri backend)
    {
        var file = Path.Combine(directory, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off; master_process off; worker_processes 1; pid {{directory}}/nginx.pid; error_log {{directory}}/nginx.log;
            events { worker_connections 1024; }
            http {
                access_log off; keepalive_requests 1000000000;
                client_body_temp_path {{directory}}/body; proxy_temp_path {{directory}}/proxy; fastcgi_temp_path {{directory}}/fastcgi;
                uwsgi_temp_path {{directory}}/uwsgi; scgi_temp_path {{directory}}/scgi;
                upstream backend { server {{backend.Authority}}; keepalive 64; keepalive_requests 1000000000; }
                server {
                    listen 127.0.0.1:{{port}};
                    location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ""; }
                }
            }
            """);
        return new(Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-e", Path.Combine(directory, "nginx.log"), "-c", file]))!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
