/**
 * The responses and reports, one record for each interface of the public packages, for the client,
 * its transports and {@code pinelink-testing}.
 */
@NullMarked
package io.pinelink.internal.response;

import org.jspecify.annotations.NullMarked;
