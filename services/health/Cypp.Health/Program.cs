using Cypp.Health;
using Cypp.ServiceKit.Hosting;

return await ServiceHost.RunAsync(args, new HealthModule());
