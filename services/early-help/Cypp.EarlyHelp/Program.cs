using Cypp.EarlyHelp;
using Cypp.ServiceKit.Hosting;

await ServiceHost.RunAsync(args, new EarlyHelpModule());
