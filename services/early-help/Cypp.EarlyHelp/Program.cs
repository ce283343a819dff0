using Cypp.EarlyHelp;
using Cypp.ServiceKit.Hosting;

return await ServiceHost.RunAsync(args, new EarlyHelpModule());
