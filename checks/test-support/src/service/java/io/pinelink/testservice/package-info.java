/**
 * The embedded server and a client on its private route, for the tests of integrations. The module
 * cannot compile it, because the tests of the server depend on that: each integration does.
 */
@NullMarked
package io.pinelink.testservice;

import org.jspecify.annotations.NullMarked;
