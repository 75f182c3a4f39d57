/** Commands that copy, export, import and compare whole namespaces. */
@NullMarked
package io.pinelink.cli.transfer;

import org.jspecify.annotations.NullMarked;
