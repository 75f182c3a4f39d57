package io.pinelink.spi;

import io.pinelink.model.ResponseInfo;
import java.time.Duration;

/**
 * A token of the admin API.
 *
 * @param token the token
 * @param lifetime how long it is valid from now
 */
public record AccessToken(BearerToken token, Duration lifetime, ResponseInfo info) {}
