using Cypp.Outcomes;
using Cypp.ServiceKit.Hosting;

await ServiceHost.RunAsync(args, new OutcomesModule());
