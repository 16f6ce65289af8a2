package io.ordertrail.architecture.packagesarenamedbyfeature.command.common;

class BadCommon {
}
