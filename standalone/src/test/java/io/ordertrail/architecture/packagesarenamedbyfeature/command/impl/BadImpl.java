package io.ordertrail.architecture.packagesarenamedbyfeature.command.impl;

class BadImpl {
}
