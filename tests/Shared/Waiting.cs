namespace Concordat.Testing;

/// <summary>Waits for work that goes on in the background of the server under test.</summary>
internal static class Waiting
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4), Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until the answer is one to go on with.</summary>
    /// <param name="ask">Gives null as long as there is nothing to go on with.</param>
    /// <param name="what">What is waited for, as in "the return to be accepted".</param>
    /// <exception cref="TimeoutException">It did not come in four minutes, far longer than a laden machine needs.</exception>
    public static async Task<T> ForAsync<T>(Func<Task<T?>> ask, string what)
        where T : class
    {
        for (var asked = 0; asked < Patience / Pause; asked++)
        {
            if (await ask() is { } answer) return answer;
            await Task.Delay(Pause);
        }
        throw new TimeoutException($"Waited {Patience.TotalMinutes:0} minutes for {what}.");
    }

    /// <inheritdoc cref="ForAsync"/>
    public static Task UntilAsync(Func<Task<bool>> isSo, string what) => ForAsync(async () => await isSo() ? what : null, what);
}
