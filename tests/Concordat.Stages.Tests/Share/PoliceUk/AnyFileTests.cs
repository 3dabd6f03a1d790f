using System.Globalization;
using System.Text;
using Concordat.Partnership.Files;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.PoliceUk;

namespace Concordat.Stages.Tests.Share.PoliceUk;

/// <summary>Properties that hold for any file: made from fixed seeds, so that a failure comes again.</summary>
public sealed class AnyFileTests
{
    static readonly string[] Places = ["On or near Farr'S Lane", "Near \"The Crown\"", "A, B", "", "No Location", "Émile ☃ ستيف", "  spaced  ", "=SUM(A1)", "tab\there"];

    [Fact]
    public void Read_AnyGeneratedFile_GivesBackEveryRow()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var columns = StreetHeader.Names.ToArray();
            random.Shuffle(columns);
            var rows = Enumerable.Range(0, random.Next(1, 60)).Select(_ => AnyRow(random)).ToList();
            var text = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "").Append(Line(columns, random)).Append(End(random));
            foreach (var row in rows) text.Append(Line([.. columns.Select(c => row.GetValueOrDefault(c, ""))], random)).Append(End(random));
            var read = new Rows();

            using var source = PoliceUkSource.Open([new PoliceUkInput("any.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())))]);
            new PoliceUkReader().Read(source.Files.Single(), read);

            Assert.Empty(read.Faults);
            Assert.Equal(rows.Select(r => r["Crime ID"]), read.Good.Select(r => r.CrimeId ?? ""));
            Assert.Equal(rows.Select(r => r["Month"]), read.Good.Select(r => r.Month.ToString()));
            Assert.Equal(rows.Select(r => ThemeList.All.ToList().FindIndex(t => t.Name == r["Crime type"])), read.Good.Select(r => (int)r.Theme));
            Assert.Equal(rows.Select(r => r["Longitude"].Length > 0), read.Good.Select(r => r.IsLocated));
            Assert.Equal(rows.Select(r => r["Location"].Trim() is "" or "No Location" ? null : r["Location"].Trim()), read.Good.Select(r => r.PlaceName));
        }
    }

    [Fact]
    public void Match_AnyTwoDownloads_AccountsForEveryRowOnce()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            RowIdentity[] Any(int n) => [.. Enumerable.Range(0, n).Select(_ => new RowIdentity((UInt128)random.Next(6), (UInt128)random.Next(8)))];
            var (held, received) = (Any(random.Next(40)), Any(random.Next(40)));

            var match = DownloadMatch.Of(held, received);

            Assert.Equal(received.Length, match.Unchanged + match.Updated + match.Inserted);
            Assert.Equal(held.Length, match.Unchanged + match.Updated + match.Withdrawn.Count);
            var partners = match.Partner.Where(p => p >= 0).ToArray();
            Assert.Equal(partners.Length, partners.Distinct().Count());
            Assert.Empty(partners.Intersect(match.Withdrawn));
            // Equal rows are matched as many times as both sides hold them.
            Assert.Equal(held.GroupBy(r => r).Sum(g => Math.Min(g.Count(), received.Count(r => r == g.Key))), match.Unchanged);
            var again = DownloadMatch.Of(received, received);
            Assert.Equal((received.Length, 0, 0), (again.Unchanged, again.Updated, again.Inserted));
        }
    }

    [Fact]
    public void Open_AnyBytes_EndInRowsOrAMessage()
    {
        var random = new Random(31);
        var row = AnyRow(random);
        var whole = Encoding.UTF8.GetBytes(string.Join(',', StreetHeader.Names) + "\n"
            + string.Join('\n', Enumerable.Repeat(string.Join(',', StreetHeader.Names.Select(n => row.GetValueOrDefault(n, ""))), 20)) + "\n");
        for (var i = 0; i < 4_000; i++)
        {
            var bytes = whole[..random.Next(whole.Length + 1)];
            for (var change = random.Next(6); change > 0 && bytes.Length > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var read = new Rows();
            try
            {
                using var source = PoliceUkSource.Open([new PoliceUkInput("fuzz.csv", () => new MemoryStream(bytes))]);
                foreach (var file in source.Street)
                    Assert.Equal(new PoliceUkReader().Read(file, read), read.Good.Count + read.Faults.Count);
            }
            catch (FileProblemException)
            {
                // a message for the sender is the other good end
            }
        }
    }

    static Dictionary<string, string> AnyRow(Random random)
    {
        var located = random.Next(5) > 0;
        return new()
        {
            ["Crime ID"] = random.Next(3) == 0 ? "" : random.Next(50).ToString("x8", CultureInfo.InvariantCulture),
            ["Month"] = $"20{random.Next(11, 26)}-{random.Next(1, 13):00}",
            ["Reported by"] = "Surrey Police",
            ["Falls within"] = "Surrey Police",
            ["Longitude"] = located ? (random.NextDouble() * 8 - 6).ToString("0.000000", CultureInfo.InvariantCulture) : "",
            ["Latitude"] = located ? (random.NextDouble() * 5 + 50).ToString("0.000000", CultureInfo.InvariantCulture) : "",
            ["Location"] = Places[random.Next(Places.Length)],
            ["LSOA code"] = "E01030296",
            ["LSOA name"] = "Elmbridge 015A",
            ["Crime type"] = ThemeList.All[random.Next(14)].Name,
            ["Last outcome category"] = random.Next(2) == 0 ? "" : "Investigation complete; no suspect identified",
        };
    }

    static string Line(string[] values, Random random) => string.Join(',', values.Select(v =>
        v.AsSpan().ContainsAny(",\"\r\n") || random.Next(4) == 0 ? $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : v));

    static string End(Random random) => random.Next(2) == 0 ? "\r\n" : "\n";
}
