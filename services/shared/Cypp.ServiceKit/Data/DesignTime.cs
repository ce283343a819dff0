using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Cypp.ServiceKit.Data;

/// <summary>Lets <c>dotnet ef</c> make a SQLite context without a host.</summary>
public abstract class SqliteDesign<TDb> : IDesignTimeDbContextFactory<TDb> where TDb : ServiceDb
{
    public TDb CreateDbContext(string[] args) =>
        (TDb)Activator.CreateInstance(typeof(TDb), new DbContextOptionsBuilder<TDb>().UseSqlite("Data Source=design.db").Options)!;
}

/// <summary>Lets <c>dotnet ef</c> make a PostgreSQL context without a host.</summary>
public abstract class PostgreSqlDesign<TDb> : IDesignTimeDbContextFactory<TDb> where TDb : ServiceDb
{
    public TDb CreateDbContext(string[] args) =>
        (TDb)Activator.CreateInstance(typeof(TDb), new DbContextOptionsBuilder<TDb>().UseNpgsql("Host=design").Options)!;
}
