package io.pinelink.error;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The service's text about a monthly quota. Only the text distinguishes a quota from a rate limit:
 * status and code are the same. The texts are known from responses over REST, such as {@code You've
 * reached your write unit limit for the current month (2000000)}. gRPC is assumed to have the same
 * text in the description of {@code RESOURCE_EXHAUSTED}; the text may be anywhere in it.
 *
 * @param resource the resource; null if the text names none
 * @param limit the quota; null if the text has none
 * @param model the model whose quota it is; null if it is not the quota of a model
 */
record QuotaText(@Nullable String resource, @Nullable Long limit, @Nullable String model) {
  /** A text without any of the parts. */
  static final QuotaText UNKNOWN = new QuotaText(null, null, null);

  private static final int MAX_DIGITS = 18;
  private static final String NUMBER = "(?: \\((?<%s>\\d[\\d,]*)[^)]*\\))?";
  private static final String MODEL = "(?: for model '?(?<model>[\\w.-]+)'?)?";

  private static final Pattern LIMIT =
      Pattern.compile(
          "(?:reached (?:your|the) (?<resource>[a-z][a-z ]{0,60}?) )?\\blimit"
              + NUMBER.formatted("before")
              + MODEL
              + " for (?:the current|this) month"
              + NUMBER.formatted("after"),
          Pattern.CASE_INSENSITIVE);

  /** As the limits per minute are worded: {@code the max embedding tokens per minute (250000)}. */
  private static final Pattern PER_MONTH =
      Pattern.compile(
          "reached (?:your|the) (?:max )?(?<resource>[a-z][a-z ]{0,60}?) per month"
              + NUMBER.formatted("before")
              + MODEL
              + NUMBER.formatted("after"),
          Pattern.CASE_INSENSITIVE);

  /** {@code You've reached the max serverless indexes allowed in project docs (5)}, for example. */
  private static final Pattern CAPACITY =
      Pattern.compile(
          "reached the max [a-z][a-z ]{0,60}? allowed in |\\bindex is full\\b",
          Pattern.CASE_INSENSITIVE);

  /** Returns whether a text is about a number of resources, or about an index that is full. */
  static boolean isAboutCapacity(String message) {
    return CAPACITY.matcher(message).find();
  }

  /** Returns the quota that a text is about; null if it is not about a monthly quota. */
  static @Nullable QuotaText in(String message) {
    Matcher quota = LIMIT.matcher(message);
    if (!quota.find()) {
      quota = PER_MONTH.matcher(message);
      if (!quota.find()) {
        return null;
      }
    }
    String limit = quota.group("after") == null ? quota.group("before") : quota.group("after");
    return new QuotaText(
        singular(quota.group("resource")), number(limit), modelName(quota.group("model")));
  }

  private static @Nullable Long number(@Nullable String text) {
    String digits = text == null ? "" : text.replace(",", "");
    return digits.isEmpty() || digits.length() > MAX_DIGITS ? null : Long.valueOf(digits);
  }

  /** Returns the name without the full stop of the sentence that it may end. */
  private static @Nullable String modelName(@Nullable String text) {
    return text != null && text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static @Nullable String singular(@Nullable String resource) {
    if (resource == null) {
      return null;
    }
    String lower = resource.toLowerCase(Locale.ROOT);
    return lower.endsWith("s") && !lower.endsWith("ss")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }
}
