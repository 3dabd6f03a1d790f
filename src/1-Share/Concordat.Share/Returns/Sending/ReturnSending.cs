using System.Threading.Channels;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Places;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns.Faults;
using Concordat.Share.Returns.Life;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns.Sending;

/// <summary>Passes what a supplier sends through the gate and keeps what passed as a draft. Of the file itself nothing is kept.</summary>
public sealed class ReturnSending(
    Connections connections, Session session, ISharingAgreements agreements, AuditLog audit, ReturnMaps maps, QuarterState quarters, ReturnMoves moves, SentReturns returns,
    IPlaceFinderSource finders, ShiftKeys keys, TimeProvider clock)
{
    const int BlockRows = 5_000;

    /// <summary>Why this may not be sent now; null where it may.</summary>
    public async Task<(string Code, string Words)?> RefusalAsync(Parcel parcel, CancellationToken cancellation)
    {
        if (!moves.MaySendFor(parcel.AgencyId)) return ("L-10", ReturnLife.Refusals["L-10"] + ".");
        var no = await agreements.RefusalToSendAsync(parcel.AgencyId, parcel.Number, London.Today(clock), cancellation);
        // Where no agreement is in force nothing is owed either; why it is not says more.
        if (await quarters.FindAsync(parcel.AgencyId, parcel.Number, parcel.Period, cancellation) is not { } quarter)
            return no is { Length: > 0 } ? ("A-01", no) : ("A-02", "This body does not supply this set in that quarter. What each body supplies stands in the sharing agreements.");
        if (ReturnLife.Of(quarter.State, "send").Refusal is { } refused) return (refused, ReturnLife.Refusals[refused] + ".");
        return no is { Length: > 0 } ? ("A-01", no) : null;
    }

    /// <summary>Passes a file through the gate. The file is read from memory and let go by the caller.</summary>
    public async Task<SendingResult> SendAsync(Parcel parcel, string name, UploadStream file, IProgress<GateProgress>? progress, CancellationToken cancellation)
    {
        var refusal = await RefusalAsync(parcel, cancellation);
        // What waits for the data manager is not changed; whether this file is that very return can still be told.
        if (refusal is { Code: not "L-03" } no) return new(null, no.Words, no.Code);
        var (map, version) = await maps.FindAsync(parcel.AgencyId, parcel.Number, cancellation);
        // Rows to mend come back in a file of ours: not in the sheet that the supplier's own files have, and without the columns that are left out.
        if (parcel.AnswersTo is not null && map is not null)
            map = map with { Sheet = null, HeaderRow = null, Columns = map.Columns.Where(c => c.Value.Length > 0).ToDictionary(c => c.Key, c => c.Value) };
        var scanner = new IdentifierScanner(clock);
        // People put names and numbers into the names of files too.
        name = scanner.Clean(name, CellSetting.FreeText, new RemovalCounts());
        try
        {
            var at = TableChoice.Choose(parcel.Set, () => Open(file, name, map), map, scanner);
            if (map is { Columns.Count: > 0 } && Changed(file, name, map, at, scanner) is { } changed) return new(null, changed.Words, "M-02", Question: changed);
            using var tables = Open(file, name, map);
            return await KeepAsync(parcel, tables[at], tables.Notices, map, version, scanner, refusal, progress, cancellation);
        }
        catch (MapNeededException needed)
        {
            return new(null, needed.Message, "M-01", Question: Asked(file, name, map, needed.Plan, scanner, needed.Message));
        }
        catch (MapProblemException problem)
        {
            return new(null, problem.Message, "M-03");
        }
        catch (FileProblemException problem)
        {
            return new(null, problem.Message, problem.Code ?? "F-00");
        }
        catch (PostgresException refused) when (refused.Hint == "no-agreement")
        {
            return new(null, refused.MessageText, "A-01");
        }
    }

    static SourceTables Open(UploadStream file, string name, ReturnMap? map)
    {
        file.Position = 0;
        return TableReader.Open(file, name, new() { Sheet = map?.Sheet, HeaderRow = map?.HeaderRow });
    }

    async Task<SendingResult> KeepAsync(
        Parcel parcel, SourceTable table, IReadOnlyList<string> notices, ReturnMap? map, int mapVersion, IdentifierScanner scanner, (string Code, string Words)? refusal,
        IProgress<GateProgress>? progress, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        var mended = MendedTable.Of(table);
        if (mended is not null && parcel.AnswersTo is null)
            return new(null, "These are rows to mend of another return. Open that return and choose “Send these rows again, mended”.", "M-04");
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (mended is { Mended: 0 } && refusal is null)
        {
            var answered = await FaultAnswers.WriteAsync(connection, session, parcel.AnswersTo!.Value, null, mended.Answers, clock, cancellation);
            await audit.RecordAsync(connection, AuditAction.Alter, "return", parcel.AnswersTo.Value.ToString(), new { answered }, cancellation);
            await transaction.CommitAsync(cancellation);
            return new(null, AnsweredReturn: parcel.AnswersTo);
        }
        // One sending of a quarter at a time: what is there already is judged under the lock.
        await ReturnStore.LongScalarAsync(connection, "select 1 from (select pg_advisory_xact_lock(hashtextextended($1, 0))) l", cancellation, $"{session.Partnership}/{parcel.AgencyId}/{parcel.Number}/{parcel.Period}");
        await BeginAsync(connection, id, parcel, table, mapVersion, cancellation);
        var placer = await AreaPlacer.LoadAsync(connection, session.Partnership, cancellation);
        var boundary = placer.Boundary();
        var places = await finders.BuildAsync(parcel.AgencyId, cancellation);
        var settings = await SettingsAsync(connection, parcel, boundary, cancellation);
        using var writer = new DraftWriter(connection, session.Partnership, id, parcel.Set, parcel.AgencyId, placer);
        var report = await PassAsync(parcel, mended ?? table, map, settings, scanner, places, writer, progress, cancellation);
        var same = await SameAsync(connection, id, parcel, report, writer, cancellation);
        if (same is not null || refusal is not null)
        {
            await transaction.RollbackAsync(cancellation);
            return new(null, same is null ? refusal?.Words : null, same is null ? refusal?.Code : null, same);
        }
        await DropOlderDraftAsync(connection, id, parcel, cancellation);
        if (mended is not null) await FaultAnswers.WriteAsync(connection, session, parcel.AnswersTo!.Value, id, mended.AllAnswers(writer.SetAside), clock, cancellation);
        await FinishAsync(connection, id, parcel, report, settings.Agreed, [.. notices, .. report.Notices], writer, cancellation);
        await moves.WriteAsync(connection, id, "send", "expected", ReturnLife.Draft, null, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "return", id.ToString(),
            new { state = "draft", set = parcel.Number, quarter = Due.Quarters.Key(parcel.Period), read = report.Read, kept = report.Kept, set_aside = report.SetAside, removed = report.Removed.Total, not_agreed = report.NotAgreed.Values.Sum() }, cancellation);
        await transaction.CommitAsync(cancellation);
        return new(id);
    }

    /// <summary>What the gate needs to know of a parcel: its days, the area, the fields that are agreed, and the supplier's key where dates are shifted.</summary>
    internal async Task<GateSettings> SettingsAsync(NpgsqlConnection connection, Parcel parcel, StudyArea? boundary, CancellationToken cancellation) => new()
    {
        Today = London.Today(clock),
        Area = boundary,
        FirstDay = parcel.Period.FirstDay,
        LastDay = parcel.Period.LastDay,
        Agreed = await agreements.FieldsAsync(parcel.Set, parcel.AgencyId, London.Today(clock), cancellation),
        ShiftKey = await keys.ForAsync(connection, parcel.Set, parcel.AgencyId, cancellation),
    };

    /// <summary>The gate runs on a thread of its own and hands blocks to the writer; few blocks are in memory at once.</summary>
    static async Task<GateReport> PassAsync(
        Parcel parcel, SourceTable table, ReturnMap? map, GateSettings settings, IdentifierScanner scanner, IPlaceFinder places, DraftWriter writer, IProgress<GateProgress>? progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var blocks = Channel.CreateBounded<(List<KeptRow> Rows, List<RowFault> Faults, List<AsideRow> Aside)>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var passing = Task.Run(() =>
        {
            var (rows, faults, aside) = (new List<KeptRow>(BlockRows), new List<RowFault>(), new List<AsideRow>());
            void Hand()
            {
                if (rows.Count + faults.Count + aside.Count == 0) return;
                blocks.Writer.WriteAsync((rows, faults, aside), stop.Token).AsTask().GetAwaiter().GetResult();
                (rows, faults, aside) = (new(BlockRows), [], []);
            }
            try
            {
                var report = Gatekeeper.Pass(parcel.Set, table, map, settings, scanner, places,
                    row => { rows.Add(row); if (rows.Count == BlockRows) Hand(); },
                    fault => { faults.Add(fault); if (faults.Count == BlockRows) Hand(); }, progress, stop.Token, row => aside.Add(row));
                Hand();
                blocks.Writer.Complete();
                return report;
            }
            catch (Exception fault)
            {
                blocks.Writer.Complete(fault);
                throw;
            }
        }, stop.Token);
        try
        {
            await foreach (var (rows, faults, aside) in blocks.Reader.ReadAllAsync(cancellation))
            {
                await writer.RowsAsync(rows, cancellation);
                await writer.FaultsAsync(table.File, faults, cancellation);
                await writer.AsideAsync(aside, cancellation);
            }
        }
        catch
        {
            await stop.CancelAsync();
            // The gate's own fault is the one to tell; what follows from stopping it is not.
            await passing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
        return await passing;
    }

    internal async Task BeginAsync(NpgsqlConnection connection, Guid id, Parcel parcel, SourceTable table, int mapVersion, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            insert into share.return (partnership_id, id, kind, set_number, title, agency_id, state, sent_by, sent_by_name, sent_at, period_first, way, on_behalf, choice, source_note, map_version, answers_to)
            values ($1, $2, 'partner', $3, $4, $5, 'draft', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """, session.Partnership, id, parcel.Number, table.File, parcel.AgencyId, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime, parcel.Period.First.Number,
            parcel.Way, parcel.AgencyId != session.AgencyId, parcel.TakesGoodRows ? "rows" : "all", table.Sheet is { } sheet ? $"sheet “{ToldHeading.Of(sheet, new IdentifierScanner(clock))}”" : table.Description, mapVersion);
        command.Parameters.Add(new() { Value = (object?)parcel.AnswersTo ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    async Task<Guid?> SameAsync(NpgsqlConnection connection, Guid id, Parcel parcel, GateReport report, DraftWriter writer, CancellationToken cancellation) =>
        writer.Records == 0 ? null : await ReturnStore.ScalarAsync(connection, """
            select id from share.return where partnership_id = $1 and kind = 'partner' and agency_id = $2 and set_number = $3 and period_first = $4 and id <> $5
              and state in ('draft', 'submitted', 'validated with warnings', 'accepted') and content_hash = $6
              and (state <> 'draft' or (choice = $7 and set_aside = $8)) order by id desc limit 1
            """, cancellation, session.Partnership, parcel.AgencyId, parcel.Number, parcel.Period.First.Number, id, writer.ContentHash, parcel.TakesGoodRows ? "rows" : "all", report.SetAside) as Guid?;

    async Task DropOlderDraftAsync(NpgsqlConnection connection, Guid id, Parcel parcel, CancellationToken cancellation)
    {
        if (await ReturnStore.ScalarAsync(connection, """
            select id from share.return where partnership_id = $1 and kind = 'partner' and agency_id = $2 and set_number = $3 and period_first = $4 and id <> $5 and state = 'draft' limit 1
            """, cancellation, session.Partnership, parcel.AgencyId, parcel.Number, parcel.Period.First.Number, id) is not Guid older) return;
        await moves.EraseAsync(connection, older, cancellation);
        await moves.WriteAsync(connection, older, "discard", ReturnLife.Draft, "discarded", "A newer draft took its place.", cancellation);
    }

    async Task FinishAsync(NpgsqlConnection connection, Guid id, Parcel parcel, GateReport report, AgreedFields? agreed, string[] notices, DraftWriter writer, CancellationToken cancellation)
    {
        var (asked, filled, gaps) = await FieldsAsync(connection, parcel, report, agreed, cancellation);
        var unlocated = parcel.Set.Place == PlaceKept.Point ? writer.Records - writer.Placed : 0;
        unlocated = Math.Min(unlocated, report.Kept);
        int[] months = parcel.Set.HasDate ? [.. writer.Months] : [.. Due.ReturnCalendar.Months(parcel.Period).Select(m => m.Number)];
        await using var command = ReturnStore.Command(connection, """
            update share.return set rows_read = $3, ready = $4, unlocated = $5, set_aside = $6, warnings = $7, records = $8, placed = $9, months = $10, content_hash = $11,
              values_filled = $12, values_asked = $13, gaps = $14, notices = $15, report = $16,
              attempt = 1 + (select count(*) from share.return o where o.partnership_id = $1 and o.agency_id = $17 and o.set_number = $18 and o.period_first = $19 and o.id <> $2 and o.state <> 'discarded')
            where partnership_id = $1 and id = $2
            """, session.Partnership, id, report.Read, report.Kept - unlocated, unlocated, report.SetAside,
            report.Faults.Where(f => FaultCode.Find(f.Key) is { SetsAside: false }).Sum(f => f.Value), writer.Records, writer.Placed, months, writer.ContentHash, filled, asked, gaps, notices);
        command.Parameters.Add(new() { Value = ReportJson.Write(report), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = parcel.AgencyId });
        command.Parameters.Add(new() { Value = parcel.Number });
        command.Parameters.Add(new() { Value = parcel.Period.First.Number });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A field counts as held by the body once any of its accepted returns has filled it, or this one does.</summary>
    async Task<(long Asked, long Filled, string[] Gaps)> FieldsAsync(NpgsqlConnection connection, Parcel parcel, GateReport report, AgreedFields? agreed, CancellationToken cancellation)
    {
        var sent = await ReturnStore.ScalarAsync(connection, """
            select array_agg(distinct f.key) from share.return r cross join lateral jsonb_each_text(r.report -> 'filled') f
            where r.partnership_id = $1 and r.agency_id = $2 and r.set_number = $3 and r.state in ('accepted', 'superseded') and f.value <> '0'
            """, cancellation, session.Partnership, parcel.AgencyId, parcel.Number) as string[] ?? [];
        // What may no longer be sent is no gap.
        string[] before = [.. sent.Where(k => agreed is null || (parcel.Set.Find(k) is { } field && agreed.Takes(field)))];
        var now = report.Filled.Where(f => f.Value > 0).Select(f => f.Key).ToHashSet();
        var held = now.Union(before).ToHashSet();
        return ((long)report.Records * held.Count, report.Filled.Where(f => held.Contains(f.Key)).Sum(f => (long)f.Value), [.. before.Where(k => !now.Contains(k)).Order(StringComparer.Ordinal)]);
    }

    static MapQuestion? Changed(UploadStream file, string name, ReturnMap map, int at, IdentifierScanner scanner)
    {
        using var tables = Open(file, name, map);
        var check = MapCheck.Compare(map, tables[at].Headings);
        if (check.Usable) return null;
        var words = string.Join(" ", check.Missing.Select(m => check.Renamed.TryGetValue(m, out var now)
            ? $"The column “{m}” is no longer there; “{ToldHeading.Of(now, scanner)}” is probably the same under a new name."
            : $"The column “{m}” is no longer there."));
        return Asked(tables[at], map, null, scanner, "The headings differ from those of the saved map. " + words);
    }

    static MapQuestion Asked(UploadStream file, string name, ReturnMap? map, ColumnPlan plan, IdentifierScanner scanner, string words)
    {
        using var tables = Open(file, name, map);
        return Asked(tables[0], map, plan, scanner, words);
    }

    static MapQuestion Asked(SourceTable table, ReturnMap? map, ColumnPlan? plan, IdentifierScanner scanner, string words)
    {
        var rows = table.Rows().Take(ColumnRecogniser.RowsNeeded).Select(r => r.Cells).ToList();
        return new([.. table.Headings.Select((h, i) => new AskedColumn(ToldHeading.Of(h, scanner), CellShape.Commonest(rows.Select(r => r[i])),
            plan?.Columns[i].Field?.Key ?? map?.FieldOf(h, i), null))], words, map);
    }

    /// <summary>Saves the columns of a draft as the supplier's map, so that a changed heading is noticed next time.</summary>
    public async Task RememberMapAsync(Guid id, CancellationToken cancellation)
    {
        if (await returns.FindAsync(id, cancellation) is { Way: not "form", AnswersTo: null, Report: { } report } item && ReportJson.Map(report) is { } map)
            await maps.SaveAsync(item.AgencyId, item.Set.Number!.Value, map, "as recognised in a file that was submitted", cancellation);
    }
}
