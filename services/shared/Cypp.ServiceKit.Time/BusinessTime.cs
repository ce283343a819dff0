using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Cypp.ServiceKit.Time;

/// <summary>Chooses the clock that a host goes by.</summary>
public static class BusinessTime
{
    /// <exception cref="InvalidOperationException">A shared business time is set outside Development.</exception>
    public static BusinessClock From(IConfiguration configuration, IHostEnvironment environment, TimeProvider system) =>
        configuration["Clock:BusinessTimeFile"] switch
        {
            null or "" => new BusinessClock(system),
            _ when !environment.IsDevelopment() => throw new InvalidOperationException("Clock:BusinessTimeFile is for Development only."),
            var file => new SharedBusinessClock(system, file),
        };
}
