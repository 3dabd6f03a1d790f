using Concordat.Partnership.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Concordat.Share.Returns.Sending;

/// <summary>A form with a file, read part by part from the request: nothing is buffered to disk, as reading it the common way would.</summary>
sealed class UploadForm(IReadOnlyDictionary<string, string> fields, string fileName, UploadStream? file) : IAsyncDisposable
{
    UploadStream? _file = file;

    public IReadOnlyDictionary<string, string> Fields => fields;
    public string FileName => fileName;
    public UploadStream? File => _file;

    /// <summary>Hands the file over: whoever takes it lets it go.</summary>
    public UploadStream Take() => Interlocked.Exchange(ref _file, null) ?? throw new InvalidOperationException("The file was taken already.");

    const int MostFields = 50, LongestField = 4096;

    /// <param name="isTrusted">Asked with the fields before the file is read, so that a forged form costs nothing.</param>
    /// <param name="fieldBytes">Longest field that is not a file, bytes.</param>
    /// <returns>Null where the form is not trusted.</returns>
    /// <exception cref="FileProblemException">The form or the file cannot be taken.</exception>
    public static async Task<UploadForm?> ReadAsync(HttpRequest request, Func<IReadOnlyDictionary<string, string>, Task<bool>> isTrusted, CancellationToken cancellation, int fieldBytes = LongestField)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            throw new FileProblemException("The form", "it came without a file", "Choose the file again");
        var reader = new MultipartReader(boundary.Value!, request.Body);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var asked = false;
        var fileName = "";
        UploadStream? file = null;
        try
        {
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
                if (!disposition.IsFileDisposition())
                {
                    if (fields.Count >= MostFields) throw new FileProblemException("The form", "it has too many fields", "Open the page again and choose the file");
                    fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = await TextAsync(section.Body, fieldBytes, cancellation);
                    continue;
                }
                if (!asked && !(asked = await isTrusted(fields))) return null;
                var name = ShownName((disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value);
                if (name.Length == 0) continue;
                if (file is not null) throw new FileProblemException("The form", "it holds more than one file", "Send one file at a time");
                (fileName, file) = (name, await UploadStream.ReadAsync(section.Body, name, cancellation));
            }
            if (!asked && !await isTrusted(fields)) return null;
            var form = new UploadForm(fields, fileName, file);
            file = null;
            return form;
        }
        finally
        {
            if (file is not null) await file.DisposeAsync();
        }
    }

    /// <summary>The name without folders and control characters, as the sender knows it.</summary>
    public static string ShownName(string? name)
    {
        var plain = (name ?? "").Trim('"');
        plain = plain[(plain.LastIndexOfAny(['/', '\\']) + 1)..];
        plain = string.Concat(plain.Where(c => !char.IsControl(c)));
        return plain.Length > 120 ? plain[..120] : plain;
    }

    static async Task<string> TextAsync(Stream body, int most, CancellationToken cancellation)
    {
        var bytes = new byte[most + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        if (count > most) throw new FileProblemException("The form", "one of its fields is too long", "Shorten it");
        return System.Text.Encoding.UTF8.GetString(bytes, 0, count);
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;
}
