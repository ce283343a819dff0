using Cypp.Outcomes;
using Cypp.ServiceKit.Hosting;

return await ServiceHost.RunAsync(args, new OutcomesModule());
