/**
 * The local server in a container, for tests with Testcontainers. Start with {@link
 * io.pinelink.testcontainers.PinelinkLocalContainer}.
 */
@NullMarked
package io.pinelink.testcontainers;

import org.jspecify.annotations.NullMarked;
