using Cypp.Safeguarding;
using Cypp.ServiceKit.Hosting;

return await ServiceHost.RunAsync(args, new SafeguardingModule());
