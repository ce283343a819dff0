using Cypp.Index;
using Cypp.ServiceKit.Hosting;

return await ServiceHost.RunAsync(args, new IndexModule());
