/**
 * Everything that an operator can set, once: what the check at the start, {@code --help} and the README's table are made of. It may know no bean,
 * and none of those that read a setting.
 */
package io.ordertrail.platform.settings;
