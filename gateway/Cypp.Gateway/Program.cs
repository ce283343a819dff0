using Cypp.Gateway;
using Cypp.ServiceKit.Hosting;

return await ServiceHost.RunAsync(() => GatewayHost.Build(args), args, []);
