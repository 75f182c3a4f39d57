/**
 * The embedded server and a client on its private route, for the tests of integrations. It is not a
 * part of {@code test-support}, because the tests of the server depend on that.
 */
@NullMarked
package io.pinelink.testservice;

import org.jspecify.annotations.NullMarked;
