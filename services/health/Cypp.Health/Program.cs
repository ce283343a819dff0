using Cypp.Health;
using Cypp.ServiceKit.Hosting;

await ServiceHost.RunAsync(args, new HealthModule());
