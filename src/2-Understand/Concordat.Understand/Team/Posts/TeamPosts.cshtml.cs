using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Team.Posts;

/// <summary>The posts, who holds them since when, and which are vacant.</summary>
internal sealed class TeamPostsModel(TeamDesk desk, ConcordatDb db) : TeamPage(desk, db)
{
    const string Address = "/understand/team/posts";

    [BindProperty, Display(Name = "Post")] public string? Title { get; set; }
    [BindProperty, Display(Name = "There since")] public DateOnly? Since { get; set; }
    [BindProperty, Display(Name = "Which post")] public string? HeldPost { get; set; }
    [BindProperty, Display(Name = "Holder")] public string? Person { get; set; }
    [BindProperty, Display(Name = "Holds it since")] public DateOnly? HeldSince { get; set; }
    [BindProperty, Display(Name = "Which post")] public string? EndedPost { get; set; }
    [BindProperty, Display(Name = "What ends")] public string? What { get; set; }
    [BindProperty, Display(Name = "Last day")] public DateOnly? Until { get; set; }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var title = WordsIn(nameof(Title), Title, Post.LongestTitle, "Name the post");
        if (Since is null || Since > Team.Today) ModelState.AddModelError(nameof(Since), "Enter the day since which it is there, today or before");
        if (!ModelState.IsValid) return Page();
        Db.Add(new Post(Desk.Partnership, Guid.CreateVersion7(), title, Since!.Value, Desk.User, Desk.Now));
        return await SavedAsync("The post is recorded.", Address, cancellation);
    }

    public async Task<IActionResult> OnPostHoldAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var (post, person) = (PostIn(nameof(HeldPost), HeldPost), PersonIn(nameof(Person), Person, "Choose who holds it"));
        if (HeldSince is null || HeldSince > Team.Today || HeldSince < post?.Since) ModelState.AddModelError(nameof(HeldSince), "Enter the first day: not before the post was there, and not ahead");
        else if (post is not null && Team.Holdings.Any(h => h.PostId == post.Id && (h.Until is null || h.Until >= HeldSince))) ModelState.AddModelError(nameof(HeldPost), "Somebody holds the post on that day. End that first");
        if (!ModelState.IsValid) return Page();
        Db.Add(new Holding(Desk.Partnership, Guid.CreateVersion7(), post!.Id, person!.Value, HeldSince!.Value, Desk.User, Desk.Now));
        return await SavedAsync("The holder is recorded.", Address, cancellation);
    }

    /// <summary>Ends that somebody holds a post, or the post itself.</summary>
    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var post = PostIn(nameof(EndedPost), EndedPost);
        var holding = post is null ? null : await Db.Set<Holding>().SingleOrDefaultAsync(h => h.PostId == post.Id && h.Until == null, cancellation);
        if (What is not ("holding" or "post")) ModelState.AddModelError(nameof(What), "Choose what ends");
        else if (post is not null && What == "holding" && holding is null) ModelState.AddModelError(nameof(EndedPost), "Nobody holds this post");
        else if (post is not null && What == "post" && holding is not null) ModelState.AddModelError(nameof(EndedPost), "Somebody holds this post. End that first");
        var first = What == "holding" ? holding?.Since : post?.Since;
        if (Until is null || Until > Team.Today || Until < first) ModelState.AddModelError(nameof(Until), "Enter the last day: not before the first, and not ahead");
        if (!ModelState.IsValid) return Page();
        if (What == "holding") holding!.End(Until!.Value);
        else (await Db.Set<Post>().SingleAsync(p => p.Id == post!.Id, cancellation)).Close(Until!.Value);
        return await SavedAsync("It is ended.", Address, cancellation);
    }

    Post? PostIn(string field, string? typed)
    {
        var post = Team.Posts.FirstOrDefault(p => p.Until is null && p.Id.ToString() == typed);
        if (post is null) ModelState.AddModelError(field, "Choose a post");
        return post;
    }
}
