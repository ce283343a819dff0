using Cypp.Learning;
using Cypp.ServiceKit.Hosting;

return await ServiceHost.RunAsync(args, new LearningModule());
