/**
 * Questions of tests about the requests that reached an embedded server. Start at {@link
 * io.pinelink.testing.requests.RecordedRequests}.
 */
@NullMarked
package io.pinelink.testing.requests;

import org.jspecify.annotations.NullMarked;
