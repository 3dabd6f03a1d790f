using System.Diagnostics;
using System.Globalization;
using Concordat.Gate.Reading;
using Concordat.Partnership.Files;

namespace Concordat.Bench;

/// <summary>Reads one file through the gate's readers to its end; one process for each file, so that the peak is its own.</summary>
static class ReadBench
{
    public static int Run(string path)
    {
        var clock = Stopwatch.StartNew();
        var rows = 0L;
        try
        {
            using var file = File.OpenRead(path);
            // As an upload comes: only onwards.
            using var upload = new OneWay(file);
            using var tables = TableReader.Open(upload, path);
            foreach (var table in tables)
                foreach (var row in table.Rows()) rows += row.Cells.Count > 0 ? 1 : 0;
        }
        catch (FileProblemException problem)
        {
            Console.WriteLine($"{problem.Code}: {problem.Message}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {clock.Elapsed.TotalSeconds:0.0} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        return 0;
    }

    sealed class OneWay(Stream inner) : Stream
    {
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
