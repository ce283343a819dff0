using Cypp.Index;
using Cypp.ServiceKit.Hosting;

await ServiceHost.RunAsync(args, new IndexModule());
