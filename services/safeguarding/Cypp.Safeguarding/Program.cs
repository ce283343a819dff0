using Cypp.Safeguarding;
using Cypp.ServiceKit.Hosting;

await ServiceHost.RunAsync(args, new SafeguardingModule());
