package io.ordertrail.architecture.packagesarenamedbyfeature.command.util;

class BadUtil {
}
