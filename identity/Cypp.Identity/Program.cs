using Cypp.Identity;
using Cypp.ServiceKit.Hosting;

return args is ["agency", ..] ? await IdentityModule.RunCommandAsync(args) : await ServiceHost.RunAsync(args, new IdentityModule());
