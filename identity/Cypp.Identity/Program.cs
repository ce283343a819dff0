using Cypp.Identity;
using Cypp.ServiceKit.Hosting;

return IdentityModule.IsCommand(args) ? await IdentityModule.RunCommandAsync(args) : await ServiceHost.RunAsync(args, new IdentityModule());
