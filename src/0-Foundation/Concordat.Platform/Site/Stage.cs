namespace Concordat.Platform.Site;

/// <summary>The five stages of a partnership's cycle, in order, with the home page before them.</summary>
public enum Stage
{
    Home,
    Share,
    Understand,
    Decide,
    Act,
    Review,
}
