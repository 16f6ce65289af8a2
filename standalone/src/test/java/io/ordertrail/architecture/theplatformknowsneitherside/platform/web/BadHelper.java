package io.ordertrail.architecture.theplatformknowsneitherside.platform.web;

import io.ordertrail.architecture.theplatformknowsneitherside.command.Decision;

abstract class BadHelper {

    abstract Decision decision();
}
