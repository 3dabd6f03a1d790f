using Concordat.Gate.Sets;

namespace Concordat.Gate.Mapping;

/// <summary>Tells which column of a file is which field of a set, from a saved map, the headings and the first cells.</summary>
public static class ColumnRecogniser
{
    /// <summary>Rows worth looking at.</summary>
    public const int RowsNeeded = 200;

    const double Threshold = 0.25, TieMargin = 0.01;

    // A column of unknown words is a category only if its heading says so; otherwise it is somebody's prose.
    static readonly string[] CategoryWords = ["category", "cat", "type", "kind", "code", "class", "classification", "offence", "crime", "reason", "reasons", "severity", "group", "nicl", "nsir", "asb", "gender", "sex"];

    /// <param name="set">The set that the file is meant to be.</param>
    /// <param name="headings">Headings as written.</param>
    /// <param name="rows">The first rows, up to <see cref="RowsNeeded"/>.</param>
    /// <param name="map">A saved map; null where there is none. What it names is taken as it says; the rest is recognised.</param>
    /// <exception cref="MapProblemException">The map names a field, code or heading that is not there.</exception>
    public static ColumnPlan Recognise(SetDefinition set, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, ReturnMap? map)
    {
        var work = new Recognition(set, headings, rows);
        if (map is not null) work.Take(map);
        work.TakeBest();
        return work.Plan();
    }

    sealed class Recognition(SetDefinition set, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        readonly string[] _plain = [.. headings.Select(Heading.Plain)];
        readonly ColumnEvidence[] _evidence = [.. headings.Select((_, i) => new ColumnEvidence(i, rows))];
        readonly ColumnChoice?[] _taken = new ColumnChoice?[headings.Count];
        readonly HashSet<string> _closed = []; // groups that the map speaks for
        readonly List<Candidate> _candidates = [];
        readonly List<string> _notices = [];

        readonly record struct Candidate(int Column, SetField Field, double Score, double Heading, double Contents);

        public void Take(ReturnMap map)
        {
            foreach (var (heading, key) in map.Columns)
            {
                var column = MapNames.Column(heading, headings);
                if (key.Length == 0)
                {
                    _taken[column] = new(column, headings[column], null, Sureness.Mapped, "the map leaves it out");
                    continue;
                }
                var field = MapNames.Field(key, set);
                if (field.Type != FieldType.PlaceText && _taken.Any(t => t?.Field?.Key == field.Key))
                    throw new MapProblemException($"The map gives two columns for \"{field.Key}\". Give one; only a place in words may come from several.");
                _taken[column] = new(column, headings[column], field, Sureness.Mapped, "the map says so");
                _closed.Add(field.Group ?? field.Key);
                if (field.Feeds is { } fed && fed != "place") _closed.Add(fed);
            }
        }

        public void TakeBest()
        {
            for (var column = 0; column < headings.Count; column++)
                if (_taken[column] is null) Score(column);
            TakeSpreadDate();
            foreach (var candidate in _candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Column))
                if (_taken[candidate.Column] is null && !IsClosed(candidate.Field)) Choose(candidate);
        }

        public ColumnPlan Plan()
        {
            var columns = headings.Select((h, i) => _taken[i] ?? new(i, h, null, Sureness.Certain, LeftOut(i))).ToList();
            return new(columns, Questions(), _notices);
        }

        string LeftOut(int column) =>
            Heading.Personal(headings[column]) is not null || Heading.IsOfPerson(_plain[column]) ? "about a person, so nothing of it passes"
            : "not among the fields of this set, so nothing of it passes";

        void Score(int column)
        {
            if (Heading.Personal(headings[column]) is not null || Heading.IsOfPerson(_plain[column])) return;
            foreach (var field in set.Fields)
            {
                if (_closed.Contains(field.Group ?? field.Key) || field.Type is FieldType.Day or FieldType.Month or FieldType.Year) continue;
                var heading = HeadingScore(column, field);
                var contents = _evidence[column].Rate(field);
                if (Total(column, field, heading, contents) is >= Threshold and var score) _candidates.Add(new(column, field, score, heading, contents));
            }
        }

        double HeadingScore(int column, SetField field) =>
            Heading.Match(_plain[column], Names(field),
                loosely: field.Type is not (FieldType.PlaceText or FieldType.Text or FieldType.FreeText or FieldType.Reference or FieldType.Count or FieldType.Number or FieldType.Age));

        double Total(int column, SetField field, double heading, double contents)
        {
            if (heading == 0)
                return _evidence[column].Filled > 0 && contents >= 0.9 && StandsOut(field) && field.Feeds is null or "date" && field.Type != FieldType.Time ? 0.38 * contents - (field.Required ? 0 : 0.13) : 0;
            if (contents >= 0.2 || _evidence[column].Filled == 0)
                return heading < 0.7 && contents < 0.5 ? 0 : 0.62 * heading + 0.38 * contents;
            if (heading < 0.7) return 0;
            return field.Type switch
            {
                FieldType.Code when field.Feeds is not null || !SaysCategory(_plain[column]) => 0,
                FieldType.DateTime or FieldType.Longitude or FieldType.Latitude or FieldType.Postcode => 0,
                FieldType.Easting or FieldType.Northing when _plain[column].Length < 2 => 0,
                _ => 0.3 * heading,
            };
        }

        // Types whose contents tell them from anything else, whatever the heading says.
        static bool StandsOut(SetField field) => field.Type switch
        {
            FieldType.Date => field.Required,
            FieldType.DateTime => true,
            FieldType.GridReference or FieldType.Icd10 => true,
            FieldType.OutwardPostcode => true,
            FieldType.Code => field.Required && field.Feeds is null && field.Codes.Count > 4,
            _ => false,
        };

        static bool SaysCategory(string plain) => plain.Split(' ').Any(w => CategoryWords.Contains(w));

        bool IsClosed(SetField field) => _taken.Any(t => t?.Field is { } taken
            && (taken.Key == field.Key || (field.Group is "date" or "kind" && Speaks(taken, field))));

        // One column for the day closes the others of its group; a category closes the parts it could be worked out from, and the other way round.
        static bool Speaks(SetField taken, SetField field) => taken.Group == field.Group && (field.Group == "date" || taken.Feeds is null != field.Feeds is null);

        void Choose(Candidate candidate)
        {
            var (sureness, why) = candidate switch
            {
                { Heading: >= 0.7, Contents: >= 0.9 } => (Sureness.Certain, "heading and contents fit"),
                { Heading: >= 0.7, Contents: >= 0.2 } => (Sureness.Likely, "the heading fits, and some of the contents"),
                { Heading: >= 0.7 } => (Sureness.Unsure, "the heading fits, the contents do not"),
                { Heading: > 0 } => (Sureness.Likely, "part of the heading fits, and the contents"),
                _ => (Sureness.Unsure, "the contents fit, the heading does not"),
            };
            if (_evidence[candidate.Column].Filled == 0) (sureness, why) = (Sureness.Likely, "the heading fits; the first rows are blank");
            _taken[candidate.Column] = new(candidate.Column, headings[candidate.Column], candidate.Field, sureness, why);
        }

        // Day, month and year in three columns; or year and month in one, where nothing better is there.
        void TakeSpreadDate()
        {
            if (_closed.Contains("date")) return;
            SetField? Of(FieldType type) => set.Fields.FirstOrDefault(f => f.Group == "date" && f.Type == type);
            if (Of(FieldType.Day) is not { } day || Of(FieldType.Month) is not { } month || Of(FieldType.Year) is not { } year) return;
            if (_candidates.Exists(c => c.Field.Group == "date" && c.Score >= 0.6)) return;
            var (d, m, y) = (Best(day), Best(month), Best(year));
            if (d >= 0 && m >= 0 && y >= 0)
            {
                foreach (var (column, field) in ((int, SetField)[])[(d, day), (m, month), (y, year)])
                    _taken[column] = new(column, headings[column], field, Sureness.Certain, "the date is spread over three columns");
                return;
            }
            var names = Names(month);
            for (var column = 0; column < headings.Count; column++)
                if (_taken[column] is null && _evidence[column].WholeMonths >= 0.9 && Heading.Match(_plain[column], names, loosely: true) > 0)
                {
                    _taken[column] = new(column, headings[column], month, Sureness.Certain, "year and month, without a day");
                    _notices.Add($"Column \"{headings[column]}\" says the month and not the day: records are placed in their month alone.");
                    return;
                }
        }

        int Best(SetField field)
        {
            var names = Names(field);
            var (best, score) = (-1, 0.0);
            for (var column = 0; column < headings.Count; column++)
            {
                if (_taken[column] is not null || _evidence[column].Filled == 0 || _evidence[column].Rate(field) < 0.8) continue;
                if (Heading.Match(_plain[column], names, loosely: false) is var match && match > score) (best, score) = (column, match);
            }
            return best;
        }

        List<ColumnQuestion> Questions()
        {
            var questions = new List<ColumnQuestion>();
            foreach (var field in set.Fields.Where(f => f.Required && f.Feeds is null))
            {
                if (!IsAnswered(field)) questions.Add(new(field, [.. Near(field)]));
                else if (Rivals(field) is { Count: > 1 } rivals) questions.Add(new(field, rivals));
            }
            if (set.AnyOf.Count > 0 && !_taken.Any(t => t?.Field is { } f && set.AnyOf.Contains(f.Key)))
                questions.Add(new(set.Find(set.AnyOf[0])!, []));
            foreach (var twice in _taken.OfType<ColumnChoice>().Where(t => t.Field is not null && t.Sureness != Sureness.Mapped))
                if (twice.Heading.Length > 0 && headings.Count(h => h == twice.Heading) > 1 && !questions.Exists(q => q.Field.Key == twice.Field!.Key))
                    questions.Add(new(twice.Field!, [.. Enumerable.Range(0, headings.Count).Where(i => headings[i] == twice.Heading).Select(Told)]));
            return questions;
        }

        bool IsAnswered(SetField field) =>
            _taken.Any(t => t?.Field is { } taken && (taken.Key == field.Key || (field.Type == FieldType.Date && taken.Feeds == field.Key)))
            || (set.Kinds?.Field == field.Key && set.Kinds.Rules.Any(r => r.When.Keys.All(k => _taken.Any(t => t?.Field?.Key == k))));

        // Columns that fit a required field as well as the one chosen for it.
        List<string> Rivals(SetField field)
        {
            if (_taken.FirstOrDefault(t => t?.Field?.Key == field.Key) is not { Sureness: not Sureness.Mapped } chosen) return [];
            var score = _candidates.Find(c => c.Column == chosen.Index && c.Field.Key == field.Key).Score;
            return [.. _candidates.Where(c => c.Field.Key == field.Key && score - c.Score < TieMargin && (c.Column == chosen.Index || _taken[c.Column] is null))
                .OrderBy(c => c.Column).Select(c => Told(c.Column))];
        }

        string Told(int column) => headings.Count(h => h == headings[column]) > 1 ? MapNames.Positioned(headings[column], column) : headings[column];

        IEnumerable<string> Near(SetField field) =>
            Enumerable.Range(0, headings.Count).Where(c => _taken[c]?.Field is null && Heading.Personal(headings[c]) is null && _evidence[c].Filled > 0)
                .Select(c => (c, Score: HeadingScore(c, field) + 0.5 * (field.Type is FieldType.Text or FieldType.PlaceText ? 0 : _evidence[c].Rate(field))))
                .Where(p => p.Score >= 0.2).OrderByDescending(p => p.Score).Take(5).Select(p => headings[p.c]);

        static readonly System.Runtime.CompilerServices.ConditionalWeakTable<SetField, string[]> PlainNames = [];

        static string[] Names(SetField field) => PlainNames.GetValue(field, f => [.. f.Headings.Select(Heading.Plain).Distinct()]);
    }
}
