namespace Cypp.ServiceKit.Start;

/// <summary>A folder of keys that a setting names.</summary>
public static class KeyFolder
{
    /// <summary>Whether all that lies there can be read, or nothing stands in the way of making it. It makes nothing.</summary>
    public static bool IsUsable(string directory)
    {
        try
        {
            for (var path = Path.GetFullPath(directory); path is not null; path = Path.GetDirectoryName(path))
            {
                if (Directory.Exists(path))
                {
                    return path != Path.GetFullPath(directory) || Array.TrueForAll(Directory.GetFiles(path, "*.pem"), IsReadable);
                }

                if (File.Exists(path))
                {
                    return false;
                }
            }

            return false;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsReadable(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return stream.CanRead;
        }
        catch (FileNotFoundException)
        {
            // Another process has taken it away since.
            return true;
        }
    }
}
