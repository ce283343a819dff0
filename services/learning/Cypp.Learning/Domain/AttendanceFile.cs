using System.Text;
using Cypp.ServiceKit.Errors;

namespace Cypp.Learning.Domain;

/// <summary>What makes a whole file unfit, found in one pass that holds one buffer: encoding, header, lines without end.</summary>
internal sealed class AttendanceFile
{
    public const string Header = "upn,date,session,code";

    private const char ByteOrderMark = '\uFEFF';

    // A row has some thirty characters. A line without end is no row, and would be held in memory whole.
    private const int LongestLine = 1000;

    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly StringBuilder _firstLine = new();
    private bool _inFirstLine = true;
    private int _lineLength;
    private Error? _error;

    public static async Task<Error?> WhatIsWrongAsync(Stream content, CancellationToken cancellationToken)
    {
        var (file, bytes, characters) = (new AttendanceFile(), new byte[16 * 1024], new char[16 * 1024]);
        int read;
        do
        {
            read = await content.ReadAsync(bytes, cancellationToken);
            file.Take(bytes.AsSpan(0, read), characters, isLast: read == 0);
        }
        while (read > 0 && file._error is null);
        return file._error ?? (file.HeaderIsRight() ? null : AttendanceFileErrors.HeaderWrong);
    }

    private void Take(ReadOnlySpan<byte> bytes, char[] characters, bool isLast)
    {
        try
        {
            foreach (var character in characters.AsSpan(0, _decoder.GetChars(bytes, characters, isLast)))
            {
                Take(character);
            }
        }
        catch (DecoderFallbackException)
        {
            _error = AttendanceFileErrors.EncodingNotUtf8;
        }
    }

    private void Take(char character)
    {
        if (character == '\n')
        {
            (_inFirstLine, _lineLength) = (false, 0);
            return;
        }

        if (++_lineLength > LongestLine)
        {
            _error ??= _inFirstLine ? AttendanceFileErrors.HeaderWrong : AttendanceFileErrors.LineTooLong;
        }
        else if (_inFirstLine)
        {
            _firstLine.Append(character);
        }
    }

    // Spreadsheets put a byte order mark in front and a carriage return behind.
    private bool HeaderIsRight() => _firstLine.ToString().TrimStart(ByteOrderMark).TrimEnd('\r') == Header;
}

internal static class AttendanceFileErrors
{
    public static readonly Error EncodingNotUtf8 = new InvalidError("file-not-utf8", "The file is not UTF-8; none of it was taken.");
    public static readonly Error HeaderWrong = new InvalidError("file-header-wrong", $"The first line is not {AttendanceFile.Header}; nothing was taken.");
    public static readonly Error LineTooLong = new InvalidError("file-line-too-long", "A line has more than 1,000 characters; nothing was taken.");
}
