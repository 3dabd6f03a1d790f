using System.Text;

namespace Concordat.Gate.Mapping;

/// <summary>Texts of suppliers made comparable.</summary>
static class Words
{
    /// <summary>Lower case, "&amp;" as "and", everything that is neither letter nor figure a single space: "Violence &amp; Sexual-offences" is "violence and sexual offences".</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (c is '\'' or '’') continue;
            if (!char.IsLetterOrDigit(c) && c != '&')
            {
                gap = plain.Length > 0;
                continue;
            }
            if (gap || (c == '&' && plain.Length > 0)) plain.Append(' ');
            gap = c == '&';
            if (c == '&') plain.Append("and");
            else plain.Append(char.ToLowerInvariant(c));
        }
        return plain.ToString();
    }
}
