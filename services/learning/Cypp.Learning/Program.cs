using Cypp.Learning;
using Cypp.ServiceKit.Hosting;

await ServiceHost.RunAsync(args, new LearningModule());
