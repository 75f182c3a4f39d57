package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A call that was refused because a monthly quota of the plan is used up, such as the quota of
 * write units. It was not executed. No retry helps: every call that needs the resource is refused
 * until the service renews the quota, after the end of the month, or the plan is upgraded.
 *
 * <p>This is not a {@link RateLimitedException}, after which a caller waits and sends the call
 * again, although the service sends the same status and code for both.
 */
public final class QuotaExhaustedException extends ServiceException {
  private static final long serialVersionUID = 1;

  private final @Nullable String resource;
  private final @Nullable Long limit;
  private final @Nullable String model;

  QuotaExhaustedException(FailedCall call, ErrorReply reply, @Nullable Throwable cause) {
    super(
        call,
        ErrorCode.QUOTA_EXHAUSTED,
        reply,
        cause,
        "; not retried: a monthly quota is renewed when the month ends, or with an upgrade of the"
            + " plan");
    QuotaText text = QuotaText.in(masked(reply.message()));
    QuotaText quota = text == null ? QuotaText.UNKNOWN : text;
    this.resource = quota.resource();
    this.limit = quota.limit();
    this.model = quota.model();
  }

  /** Returns the resource whose quota is used up; empty if the service did not name it. */
  public Optional<QuotaResource> resource() {
    return Optional.ofNullable(resource).map(QuotaResource::new);
  }

  /**
   * Returns the monthly quota, in units of the {@linkplain #resource() resource}; bytes for {@link
   * QuotaResource#EGRESS}. Empty if the service did not name it.
   */
  public OptionalLong limit() {
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /** Returns the name of the model whose quota is used up; empty if the quota is not a model's. */
  public Optional<String> model() {
    return Optional.ofNullable(model);
  }
}
