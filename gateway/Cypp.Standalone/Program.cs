using Cypp.Standalone;

return await StandaloneHost.RunAsync(args);
