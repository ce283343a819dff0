namespace Cypp.Testing;

/// <summary>The database that a test runs on; every feature's tests run on both.</summary>
public enum Engine
{
    Sqlite,
    PostgreSql,
}
